package io.cartulary.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import io.cartulary.faults.Profile;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.World;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The guarantee behind a roll-out, once the proxies send a service nothing new: what it has answered is stored, and
 * nothing else.
 */
@Tag(Profile.ON_BINARIES_TOO)
class RollOutIT {

    private static final int CALLERS = 16;
    private static final int ANSWERS_BEFORE = 400;
    /** Quarkus' log lines about requests under way at shutdown, and about their end, unless it has cut them off. */
    private static final String WAITING = "Waiting for HTTP requests to complete";

    private static final String COMPLETE = "All HTTP requests complete";

    private static final Duration A_SLOW_MACHINE = Duration.ofMinutes(1);

    /** How long a replica that ends answers as before, and how much of that proxies take to hear of it. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private static final Duration UNTIL_PROXIES_KNOW = Duration.ofSeconds(2);

    private static final int CALLERS_OF_A_KIND = 2;
    private static final int ANSWERS_OF_A_KIND = 50;
    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();

    /** May change no table, as in a deployment. */
    private static final String SERVICE_USER = "cartulary_service";

    private static final int REFUSED = 503;
    private static final int UNREACHED = 0;

    /** A caller who adds one more unit to a cart repeatedly: a line takes 999. */
    private record Caller(String cart, HttpRequest oneMore, AtomicInteger answered) {

        /**
         * Until the answer is not 200, on one connection as long as that lasts; returns what came instead. With
         * HTTP/1.1, like proxies: with HTTP/2 the client itself sends again what a closing connection has not taken.
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

    /**
     * One replica after the other is replaced, as a Deployment does it, while callers of every kind create carts. The
     * address sends new connections to a replica that ends for a while, as no proxy hears of it at once.
     */
    @Test
    void a_roll_out_fails_no_request() throws Exception {
        Endpoints endpoints = LocalStack.joinOrStart();
        Map<String, String> environment = new HashMap<>(endpoints.environment(World.prepared(endpoints)));
        environment.put("SHUTDOWN_DRAIN", DRAIN.toSeconds() + "s");
        environment.put("MYSQL_USERNAME", SERVICE_USER);
        List<Service> replicas = IntStream.range(0, 2)
                .mapToObj(number -> Service.of(
                        Service.Side.COMMAND, 0, environment, LOGS.resolve("roll-out-%d.log".formatted(number))))
                .toList();
        try (var address = new ServiceAddress();
                var keeping = new HttpProxy(address.uri(), true);
                var notKeeping = new HttpProxy(address.uri(), false);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Service replica : replicas) {
                replica.start();
                address.add(replica.uri());
            }
            List<CartCreation> callers = List.of(
                    new CartCreation("kept connections, HTTP/1.1", address.uri(), Version.HTTP_1_1, true),
                    new CartCreation("kept connections, HTTP/2", address.uri(), Version.HTTP_2, true),
                    new CartCreation("a connection a request", address.uri(), Version.HTTP_1_1, false),
                    new CartCreation("a proxy that keeps connections", keeping.uri(), Version.HTTP_1_1, true),
                    new CartCreation("a proxy with a connection a request", notKeeping.uri(), Version.HTTP_1_1, true));
            try {
                callers.forEach(caller -> {
                    for (int i = 0; i < CALLERS_OF_A_KIND; i++) {
                        threads.execute(caller);
                    }
                });
                for (Service replica : replicas) {
                    awaitMoreAnswers(callers);
                    Future<?> ending = threads.submit(() -> {
                        replica.stop();
                        return null;
                    });
                    await().pollDelay(UNTIL_PROXIES_KNOW).until(() -> true);
                    assertThat(replica.isAlive())
                            .as("answers while proxies send it something")
                            .isTrue();
                    address.remove(replica.uri());
                    ending.get();
                    awaitMoreAnswers(callers);
                    replica.start();
                    address.add(replica.uri());
                }
                awaitMoreAnswers(callers);
            } finally {
                callers.forEach(CartCreation::end);
            }
            assertThat(callers)
                    .allSatisfy(caller ->
                            assertThat(caller.failures()).as(caller.kind()).isEmpty());
        } finally {
            for (Service replica : replicas) {
                if (replica.isAlive()) {
                    replica.kill();
                }
            }
        }
    }

    private static void awaitMoreAnswers(List<CartCreation> callers) {
        List<Integer> before = callers.stream().map(CartCreation::answered).toList();
        await().atMost(A_SLOW_MACHINE)
                .until(() -> IntStream.range(0, callers.size())
                        .allMatch(i -> callers.get(i).answered() >= before.get(i) + ANSWERS_OF_A_KIND));
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
