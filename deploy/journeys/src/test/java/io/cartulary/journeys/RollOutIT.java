package io.cartulary.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a roll-out relies on, once the proxies have been told and send a service nothing new: what it has taken it answers,
 * and what it does not take it says so.
 */
class RollOutIT {

    private static final int CALLERS = 16;
    private static final int ANSWERS_BEFORE = 400;
    /** What Quarkus says of requests under way when it ends, and of their end, unless it has had to cut them off. */
    private static final String WAITING = "Waiting for HTTP requests to complete";

    private static final String COMPLETE = "All HTTP requests complete";

    private static final int REFUSED = 503;
    private static final int UNREACHED = 0;

    @Test
    void a_service_that_ends_under_load_has_answered_all_that_it_carried_out() throws Exception {
        // The callers end when the service does, so they are waited for last.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Cartulary shop = Cartulary.start()) {
            String coffee = shop.givenAProduct(1250);
            String cart = shop.givenACart();
            HttpRequest oneMore = shop.oneMore(cart, coffee);
            var answered = new AtomicInteger();

            List<Future<Integer>> callers = Stream.generate(
                            () -> threads.submit(() -> callAgainAndAgain(oneMore, answered)))
                    .limit(CALLERS)
                    .toList();
            await().untilAtomic(answered, greaterThan(ANSWERS_BEFORE));
            shop.commands().stop();

            String log = Files.readString(shop.commands().log());
            assertThat(log.contains(COMPLETE)).as("nobody was cut off: %s", log).isEqualTo(log.contains(WAITING));
            assertThat(results(callers)).isSubsetOf(REFUSED, UNREACHED);
            shop.commands().start();
            String token = shop.whenAnItemIsAdded(cart, coffee, 1);
            shop.thenTheCart(cart, token).then().statusCode(200).body("itemCount", is(answered.get() + 1));
        }
    }

    /** Until it is not answered 200, on one connection as long as that lasts; tells what came in its place. */
    private static int callAgainAndAgain(HttpRequest request, AtomicInteger answered) throws InterruptedException {
        try (HttpClient caller = HttpClient.newHttpClient()) {
            while (true) {
                int status = caller.send(request, BodyHandlers.discarding()).statusCode();
                if (status != 200) {
                    return status;
                }
                answered.incrementAndGet();
            }
        } catch (IOException _) {
            return UNREACHED;
        }
    }

    private static List<Integer> results(List<Future<Integer>> callers)
            throws ExecutionException, InterruptedException {
        List<Integer> results = new ArrayList<>();
        for (Future<Integer> caller : callers) {
            results.add(caller.get());
        }
        return results;
    }
}
