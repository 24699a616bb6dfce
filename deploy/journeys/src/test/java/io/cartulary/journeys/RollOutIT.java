package io.cartulary.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
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
 * What a roll-out relies on, once the proxies have been told and send a service nothing new: what it has answered is there,
 * and nothing else.
 */
class RollOutIT {

    private static final int CALLERS = 16;
    private static final int ANSWERS_BEFORE = 400;
    /** What Quarkus says of requests under way when it ends, and of their end, unless it has had to cut them off. */
    private static final String WAITING = "Waiting for HTTP requests to complete";

    private static final String COMPLETE = "All HTTP requests complete";

    private static final Duration A_SLOW_MACHINE = Duration.ofMinutes(1);

    private static final int REFUSED = 503;
    private static final int UNREACHED = 0;

    /** Someone who has one more unit put into a cart of their own, again and again: a line takes 999. */
    private record Caller(String cart, HttpRequest oneMore, AtomicInteger answered) {

        /**
         * Until it is not answered 200, on one connection as long as that lasts; tells what came in its place. As proxies do,
         * with HTTP/1.1: with HTTP/2 the client by itself sends again what a closing connection has not taken.
         */
        int callAgainAndAgain() throws InterruptedException {
            try (HttpClient client =
                    HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
                while (true) {
                    int status = client.send(oneMore, BodyHandlers.discarding()).statusCode();
                    if (status != 200) {
                        return status;
                    }
                    answered.incrementAndGet();
                }
            } catch (IOException _) {
                return UNREACHED;
            }
        }
    }

    @Test
    void a_service_that_ends_under_load_has_carried_out_all_that_it_answered_and_nobody_is_cut_off() throws Exception {
        Cartulary shop = Cartulary.running();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String coffee = shop.givenAProduct(1250);
            List<Caller> callers =
                    Stream.generate(() -> caller(shop, coffee)).limit(CALLERS).toList();

            List<Future<Integer>> calls = callers.stream()
                    .map(caller -> threads.submit(caller::callAgainAndAgain))
                    .toList();
            await().atMost(A_SLOW_MACHINE)
                    .until(
                            () -> callers.stream()
                                    .mapToInt(caller -> caller.answered().get())
                                    .sum(),
                            greaterThan(ANSWERS_BEFORE));
            shop.commands().stop();

            String log = Files.readString(shop.commands().log());
            assertThat(log.contains(COMPLETE)).as("nobody was cut off: %s", log).isEqualTo(log.contains(WAITING));
            List<Integer> results = results(calls);
            assertThat(results).isSubsetOf(REFUSED, UNREACHED);
            shop.commands().start();
            for (int i = 0; i < CALLERS; i++) {
                Caller caller = callers.get(i);
                String token = shop.whenAnItemIsAdded(caller.cart(), coffee, 1);
                int items = shop.thenTheCart(caller.cart(), token)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("itemCount");
                assertThat(items)
                        .as("units in %s, whose caller was last told %d", caller.cart(), results.get(i))
                        .isEqualTo(caller.answered().get() + 1);
            }
        }
    }

    private static Caller caller(Cartulary shop, String sku) {
        String cart = shop.givenACart();
        return new Caller(cart, shop.oneMore(cart, sku), new AtomicInteger());
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
