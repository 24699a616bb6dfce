package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductDelisted;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Read your own writes, also in partitions that another replica projects. The other replica is a member of the same
 * consumer group that takes its share of the partitions; the test stores its checkpoint.
 */
@QuarkusTest
@TestProfile(OneWorld.class)
class FreshnessIT {

    private static final History HISTORY = History.shared();

    @Inject
    CompletionStage<QuarkusCqlSession> session;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void operators_see_how_far_every_partition_is() {
        Envelope listed = listed("tea-" + UUID.randomUUID());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> projections()
                        .statusCode(200)
                        .body("partitions", hasSize(12))
                        .body("partitions.here", everyItem(equalTo(true)))
                        .body("partitions.replica", everyItem(notNullValue()))
                        .body("partitions.host", everyItem(equalTo("127.0.0.1")))
                        .body("partitions[%d].partition".formatted(listed.partition()), equalTo(listed.partition()))
                        .body("partitions[%d].position".formatted(listed.partition()), equalTo((int) listed.position()))
                        .body(
                                "partitions[%d].recordedAt".formatted(listed.partition()),
                                equalTo(InstantJson.text(listed.recordedAt())))
                        .body("partitions.lagEvents", everyItem(equalTo(0)))
                        .body("partitions[%d].lagMillis".formatted(listed.partition()), equalTo(0))
                        .body("commitToVisible.windowMillis", equalTo(300_000))
                        .body("commitToVisible.p50Millis", greaterThanOrEqualTo(1))
                        .body("commitToVisible.maxMillis", greaterThanOrEqualTo(1)));
    }

    @Test
    void only_operators_see_the_audit() {
        given().header("Authorization", "Bearer " + Tokens.of("bob", Duration.ofHours(1), "customer", "staff"))
                .get("/queries/v1/admin/projections")
                .then()
                .statusCode(403);
    }

    @Test
    void what_another_replica_projects_is_waited_for_too() {
        try (var other = new OtherReplica()) {
            other.joins();
            int partition = other.partitions().iterator().next();
            Envelope listed = listed(skuOf(partition));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> projections()
                            .body("partitions[%d].here".formatted(partition), equalTo(false))
                            .body("partitions[%d].replica".formatted(partition), startsWith("other-replica"))
                            .body("partitions[%d].lagEvents".formatted(partition), greaterThan(0)));

            ask(listed, "100ms")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("not-yet-visible"))
                    .body("behind", greaterThanOrEqualTo(1));

            List<CompletableFuture<Response>> waiting = IntStream.range(0, 20)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> ask(listed, "10s"), other.threads))
                    .toList();
            hasProjected(listed);

            assertThat(waiting)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode())
                            .as("the token is honoured, and nobody has written the row")
                            .isEqualTo(404));
            ask(listed, "0s").then().statusCode(404).time(lessThan(2000L));
        }
    }

    @Test
    void who_has_lost_a_partition_and_does_not_know_yet_asks_how_far_it_is() {
        String sku = "tea-" + UUID.randomUUID();
        Envelope listed = listed(sku);
        ask(listed, "10s").then().statusCode(200);
        projections().body("partitions[%d].here".formatted(listed.partition()), equalTo(true));

        List<Envelope> delisted = HISTORY.record(listed.streamId(), new ProductDelisted("sold out"));
        hasProjected(delisted.getLast());

        ask(delisted.getLast(), "10s").then().statusCode(200).time(lessThan(9_000L));
        // For later tests: a hole would stop the partition.
        Topic.sendOnce(delisted);
    }

    private static Response ask(Envelope listed, String wait) {
        return given().header("Consistency-Token", listed.partition() + ":" + listed.position())
                .get("/queries/v1/products/" + listed.streamId().rootId() + "?wait=" + wait);
    }

    private static Envelope listed(String sku) {
        List<Envelope> events = HISTORY.record(
                new StreamId("product", sku), new ProductListed("Tea", new Money(450, Currency.getInstance("EUR"))));
        Topic.sendOnce(events);
        return events.getLast();
    }

    /** Stores the checkpoint as another replica does. */
    private void hasProjected(Envelope event) {
        session.toCompletableFuture()
                .join()
                .execute("INSERT INTO %s.progress (partition, position, at) VALUES (%d, %d, %d) USING TIMESTAMP %d"
                        .formatted(
                                configured("cartulary.cassandra.keyspace"),
                                event.partition(),
                                event.position(),
                                event.recordedAt().toEpochMilli(),
                                event.position()));
    }

    private static String configured(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    private static String skuOf(int partition) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "tea-" + i)
                .filter(sku -> new StreamId("product", sku).partition() == partition)
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse projections() {
        return get("/queries/v1/admin/projections");
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    /** Takes partitions without projecting them. */
    private static final class OtherReplica implements AutoCloseable {

        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private volatile boolean leaving;
        private volatile Set<Integer> partitions = Set.of();

        void joins() {
            threads.execute(this::poll);
            await().atMost(Duration.ofSeconds(60)).until(() -> !partitions.isEmpty());
        }

        Set<Integer> partitions() {
            return partitions;
        }

        private void poll() {
            Map<String, Object> config = Map.of(
                    "bootstrap.servers",
                    configured("kafka.bootstrap.servers"),
                    "group.id",
                    configured("mp.messaging.incoming.events.group.id"),
                    "client.id",
                    "other-replica",
                    "enable.auto.commit",
                    "false");
            try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
                consumer.subscribe(List.of(configured("mp.messaging.incoming.events.topic")));
                while (!leaving) {
                    consumer.poll(Duration.ofMillis(100));
                    partitions = consumer.assignment().stream()
                            .map(TopicPartition::partition)
                            .collect(toSet());
                }
            }
        }

        @Override
        public void close() {
            leaving = true;
            threads.close();
        }
    }
}
