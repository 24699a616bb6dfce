package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A start of both services while a server can't be used: a service that needs it is live and not ready. When it can, all
 * works again within seconds, and nothing is restarted.
 *
 * @param name of the trial, for logs
 * @param environment of a service
 * @param launcher what starts the services, see {@link Service#startedBy}; empty for nothing
 * @param needed whether that side is not ready without the server
 * @param lasting so long the fault lasts at least after both services are live
 * @param readyWithin the time from the server's return until both services are ready
 */
record StartTrial(
        String name,
        Function<Side, Map<String, String>> environment,
        List<String> launcher,
        Predicate<Side> needed,
        Duration lasting,
        Duration readyWithin) {

    /** So long a fault lasts at least: some attempts to connect. */
    static final Duration SOME_ATTEMPTS = Duration.ofSeconds(4);

    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();

    private static final Duration A_SLOW_MACHINE = Duration.ofMinutes(1);

    /** From the server's return until all works. */
    static final Duration TO_HEAL = Duration.ofSeconds(10);

    private static final Side[] SIDES = Side.values();

    /** Ends the fault. */
    interface Healing {
        void heal() throws Exception;
    }

    /** Starts both services in the midst of the fault, and ends it. */
    void thenItStaysLiveAndHeals(Healing healing) throws Exception {
        Path logs = LOGS.resolve("start-" + name.replace(' ', '-'));
        List<Service> services = Stream.of(SIDES)
                .map(side -> Service.of(side, 0, environment.apply(side), logs.resolve(side + ".log"))
                        .startedBy(launcher))
                .toList();
        try {
            services.forEach(Service::startWithoutWaiting);
            whileTheFaultLasts(services);

            healing.heal();

            long back = System.nanoTime();
            await().alias("ready, " + name)
                    .atMost(readyWithin)
                    .until(() -> services.stream().allMatch(service -> status(service, "ready") == 200));
            Duration ready = Duration.ofNanos(System.nanoTime() - back);
            new Shop(
                            services.getFirst().uri() + "/commands/v1",
                            services.getLast().uri() + "/queries/v1")
                    .thenEverythingWorks();
            Duration healed = Duration.ofNanos(System.nanoTime() - back);
            System.out.printf(
                    "%s: ready after %d ms, works again after %d ms%n", name, ready.toMillis(), healed.toMillis());
            assertThat(healed).isLessThan(TO_HEAL);
        } finally {
            for (Service service : services) {
                if (service.isAlive()) {
                    service.stop();
                }
            }
        }
    }

    private void whileTheFaultLasts(List<Service> services) {
        for (int i = 0; i < SIDES.length; i++) {
            Service service = services.get(i);
            int expected = needed.test(SIDES[i]) ? 503 : 200;
            await().alias(SIDES[i] + " is live").atMost(A_SLOW_MACHINE).until(() -> status(service, "live") == 200);
            await().alias(SIDES[i] + (expected == 200 ? " is ready" : " is not ready"))
                    .atMost(A_SLOW_MACHINE)
                    .until(() -> status(service, "ready") == expected);
        }
        await().pollDelay(lasting).atMost(lasting.multipliedBy(5)).untilAsserted(() -> {
            for (int i = 0; i < SIDES.length; i++) {
                assertThat(status(services.get(i), "live")).isEqualTo(200);
                assertThat(status(services.get(i), "ready"))
                        .as("%s, %s", SIDES[i], name)
                        .isEqualTo(needed.test(SIDES[i]) ? 503 : 200);
            }
        });
    }

    /** 0 while it can't be reached. */
    private static int status(Service service, String health) {
        try {
            return given().get(service.uri() + "/q/health/" + health).statusCode();
        } catch (Exception unreachable) {
            if (unreachable instanceof IOException) {
                return 0;
            }
            throw unreachable;
        }
    }
}
