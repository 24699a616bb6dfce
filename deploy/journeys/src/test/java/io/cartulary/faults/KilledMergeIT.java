package io.cartulary.faults;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Tokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A merge takes three appends in two partitions. The command service is killed at random points of merges; some callers
 * try again, and the policy finishes the other merges.
 */
@Tag(Profile.ON_BINARIES_TOO)
class KilledMergeIT {

    private static final int KILLS = Profile.times(5, 50);

    /** The number of merges under way when it dies, from not begun to done. */
    private static final int AT_ONCE = 8;

    private static final int UNITS_OF_TARGET = 3;
    private static final int UNITS_OF_SOURCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SHOPPER = Tokens.customer("merging");

    /**
     * Two carts, one of which is merged into the other.
     *
     * @param insists whether the caller tries again until there is an answer
     */
    private record Merge(String key, String target, String source, boolean insists) {

        static boolean isWhole(List<Envelope> target, List<Envelope> source) {
            long taken = count(target, "cart.merged.v1");
            long left = count(source, "cart.merged-into.v1");
            return taken == left && taken <= 1 && units(target) == UNITS_OF_TARGET + taken * UNITS_OF_SOURCE;
        }

        static long count(List<Envelope> events, String type) {
            return events.stream().filter(event -> event.type().equals(type)).count();
        }

        private static long units(List<Envelope> events) {
            return events.stream()
                    .map(Envelope::event)
                    .mapToLong(event -> switch (event) {
                        case ItemAdded added -> added.quantity();
                        case CartMerged merged ->
                            merged.deltas().stream()
                                    .mapToInt(LineDelta::quantity)
                                    .sum();
                        default -> 0;
                    })
                    .sum();
        }
    }

    @Test
    void a_merge_is_whole_or_has_not_happened_whenever_the_service_is_killed() throws Exception {
        try (Trial trial = Trial.start("killed-merge", LocalStack.joinOrStart(), 1, Map.of());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Service service = trial.replica(0);
            String commands = service.uri() + "/commands/v1";
            String sku = givenAProduct(commands);
            var merges = new ArrayList<Merge>();
            for (int kill = 0; kill < KILLS; kill++) {
                List<Merge> begun = Stream.generate(() -> givenTwoCarts(commands, sku, trial))
                        .limit(AT_ONCE)
                        .toList();
                merges.addAll(begun);
                begun.forEach(merge -> callers.execute(() -> status(commands, merge)));
                trial.keepUp(Duration.ofMillis(trial.random().nextInt(60)));
                service.kill();
                service.start();
                begun.stream()
                        .filter(Merge::insists)
                        .forEach(merge -> await().atMost(PATIENCE).until(() -> status(commands, merge) == 200));
            }
            thenEveryMergeIsWholeOrHasNotHappened(trial, merges);
        }
    }

    private static void thenEveryMergeIsWholeOrHasNotHappened(Trial trial, List<Merge> merges) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<StreamId, List<Envelope>> streams = streams(trial);
            assertThat(merges).allSatisfy(merge -> {
                List<Envelope> target = streams.getOrDefault(new StreamId("cart", merge.target()), List.of());
                List<Envelope> source = streams.getOrDefault(new StreamId("cart", merge.source()), List.of());
                assertThat(Merge.isWhole(target, source))
                        .as("%s is whole or has not happened: %s, %s", merge, target, source)
                        .isTrue();
                assertThat(source.getLast().type())
                        .as("where the source of %s rests", merge)
                        .isNotEqualTo("cart.merge-begun.v1");
                if (merge.insists()) {
                    assertThat(Merge.count(target, "cart.merged.v1"))
                            .as("merges of %s, which was answered", merge)
                            .isEqualTo(1);
                }
            });
        });
    }

    private static Map<StreamId, List<Envelope>> streams(Trial trial) throws SQLException {
        return trial.register().log().stream().collect(groupingBy(Envelope::streamId));
    }

    private static String givenAProduct(String commands) {
        String sku = "SKU-" + UUID.randomUUID();
        json(Tokens.staff("merging"), "{\"name\": \"Tea\", \"price\": {\"amount\": 250, \"currency\": \"EUR\"}}")
                .put(commands + "/products/{sku}", sku)
                .then()
                .statusCode(200);
        return sku;
    }

    private static Merge givenTwoCarts(String commands, String sku, Trial trial) {
        return new Merge(
                UUID.randomUUID().toString(),
                givenACart(commands, sku, UNITS_OF_TARGET),
                givenACart(commands, sku, UNITS_OF_SOURCE),
                trial.random().nextBoolean());
    }

    private static String givenACart(String commands, String sku, int units) {
        String cart = json(SHOPPER, "{\"currency\": \"EUR\"}")
                .post(commands + "/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        json(SHOPPER, "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, units))
                .post(commands + "/carts/{id}/items", cart)
                .then()
                .statusCode(200);
        return cart;
    }

    /** The status of an attempt; 0 for no answer. */
    private static int status(String commands, Merge merge) {
        try {
            return json(SHOPPER, "{\"source\": \"%s\", \"mode\": \"SUM\"}".formatted(merge.source()))
                    .header("Idempotency-Key", merge.key())
                    .post(commands + "/carts/{id}/merge", merge.target())
                    .statusCode();
        } catch (Exception _) {
            // the service is dead or about to die
            return 0;
        }
    }

    private static RequestSpecification json(String bearer, String body) {
        return given().auth().oauth2(bearer).contentType(ContentType.JSON).body(body);
    }
}
