package io.cartulary.command.relay;

import static io.cartulary.command.eventsourcing.EventStoreContract.aProductIsListed;
import static io.cartulary.command.eventsourcing.EventStoreContract.newStream;
import static io.cartulary.command.eventsourcing.EventStoreContract.thenPositionsHaveNoGap;
import static io.cartulary.command.relay.RelayReplicas.awaitItLeads;
import static io.cartulary.command.relay.RelayReplicas.led;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventlog.EventLogConfig;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.relay.RelayReport.State;
import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several relays on one log, each with its own replica id. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(LeaseIT.OfItsOwn.class)
class LeaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(10);

    @Inject
    Relay ownOfTheService;

    @Inject
    Database database;

    @Inject
    Pool pool;

    @Inject
    EventLogConfig eventLog;

    @Inject
    EventStore store;

    @Inject
    KafkaPartitions kafka;

    @Inject
    EventPages log;

    @Inject
    RelayReplicas replicas;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    @Inject
    Topic topic;

    @BeforeEach
    void the_service_itself_relays_nothing() {
        replicas.stopTheServices();
    }

    @AfterEach
    void no_replica_is_left() {
        replicas.stopAll();
    }

    @Test
    void a_partition_has_one_leader_and_when_it_stops_another_leads_at_once() {
        Relay first = givenAReplica(LEASE);
        awaitItLeads(first);
        Relay second = givenAReplica(LEASE);

        StreamId stream = whenSomethingIsCommitted();
        topic.awaitStreams(List.of(stream));
        assertThat(led(second)).isZero();
        long stopped = System.nanoTime();
        first.stop(new ShutdownEvent());
        awaitItLeads(second);

        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(LEASE);
        assertThat(led(first)).isZero();
    }

    @Test
    void when_a_leader_dies_another_continues_after_its_lease_and_nothing_is_lost_or_reordered() {
        Relay first = givenAReplica(Duration.ofSeconds(1));
        awaitItLeads(first);
        Relay second = givenAReplica(Duration.ofSeconds(1));
        List<StreamId> streams = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            streams.add(whenSomethingIsCommitted());
        }

        var _ = first.cease();
        for (int i = 0; i < 100; i++) {
            streams.add(whenSomethingIsCommitted());
        }
        awaitItLeads(second);

        thenPositionsHaveNoGap(Topic.firstRecords(topic.awaitStreams(streams)));
    }

    @Test
    void an_idle_leader_sends_one_statement_a_second() {
        var counted = new CountedDatabase(pool, eventLog);
        QuarkusMock.installMockForInstance(counted, database);
        awaitItLeads(givenAReplica(LEASE));
        Duration untilPausesAreLong = Duration.ofSeconds(3);
        Duration observed = Duration.ofSeconds(6);
        await().pollDelay(untilPausesAreLong).until(() -> true);

        long before = counted.statements.get();
        await().pollDelay(observed).until(() -> true);
        long sent = counted.statements.get() - before;

        assertThat(sent).isBetween(observed.toSeconds() - 2, observed.toSeconds() + 1);
    }

    @Test
    void kafka_ahead_of_the_log_stops_that_partition_and_says_so() throws InterruptedException, ExecutionException {
        String ahead = World.unique().topic();
        Topics.create(String.valueOf(broker.get("bootstrap.servers")), ahead);
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            producer.send(KafkaBinding.toRecord(ahead, Events.event(1_000_000))).get();
        }
        RelayConfig config = config(LEASE);

        Relay replica = replicas.start(new KafkaPartitions(broker, ahead, config), config);

        await().atMost(PATIENCE).until(() -> stopped(Events.PARTITION) == 1);
        assertThat(replica.published(Events.PARTITION)).isEmpty();
        assertThat(report(replica)).singleElement().satisfies(partition -> {
            assertThat(partition.state()).isEqualTo(State.STOPPED);
            assertThat(partition.published()).isEqualTo(1_000_000);
            assertThat(partition.stopReason()).contains("the log has lost commits");
        });
        assertThat(IntStream.range(0, Channels.PARTITIONS)
                        .mapToDouble(this::stopped)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void a_replica_reports_on_the_partitions_of_another_by_what_kafka_has() {
        Relay leader = givenAReplica(LEASE);
        awaitItLeads(leader);
        StreamId stream = whenSomethingIsCommitted();
        topic.awaitStreams(List.of(stream));

        await().atMost(PATIENCE)
                .untilAsserted(() -> relay().body(
                                "replica", is(ownOfTheService.replica().toString()))
                        .body("partitions.state", everyItem(is("ELSEWHERE")))
                        .body("partitions.leader", everyItem(is(leader.replica().toString())))
                        .body("partitions.leaseMillis", everyItem(greaterThan(0)))
                        .body("partitions.backlog", everyItem(is(0)))
                        .body("partitions[%d].published".formatted(stream.partition()), greaterThan(0)));
    }

    @Test
    void what_nobody_publishes_is_reported_with_its_age() {
        Envelope waiting = log.page(whenSomethingIsCommitted(), 0, 1)
                .await()
                .atMost(PATIENCE)
                .getFirst();

        String partition = "partitions[%d].".formatted(waiting.partition());
        relay().body(partition + "state", is("FREE"))
                .body(partition + "leader", nullValue())
                .body(partition + "leaseMillis", nullValue())
                .body(partition + "committed", is((int) waiting.position()))
                .body(partition + "backlog", greaterThan(0))
                .body(partition + "oldestAt", notNullValue())
                .body(partition + "ageMillis", greaterThanOrEqualTo(0));

        awaitItLeads(givenAReplica(LEASE));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> relay().body(partition + "backlog", is(0)).body(partition + "oldestAt", nullValue()));
    }

    private static ValidatableResponse relay() {
        return when().get("/commands/v1/admin/relay").then().statusCode(200).body("partitions.size()", is(12));
    }

    /** Of the partition that has stopped, by a replica that knows. */
    private List<RelayReport.Partition> report(Relay replica) {
        return new RelayReports(database, replica, kafka, config(LEASE))
                .report().await().atMost(PATIENCE).partitions().stream()
                        .filter(partition -> partition.stopReason() != null)
                        .toList();
    }

    private Relay givenAReplica(Duration lease) {
        return replicas.start(config(lease));
    }

    private static RelayConfig config(Duration lease) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RelayConfig.class)
                .withDefaultValue("cartulary.relay.lease", lease.toString())
                .build()
                .getConfigMapping(RelayConfig.class);
    }

    private double stopped(int partition) {
        return replicas.gauge("cartulary.relay.stopped", partition);
    }

    private StreamId whenSomethingIsCommitted() {
        StreamId stream = newStream();
        store.append(aProductIsListed(stream)).await().atMost(PATIENCE);
        return stream;
    }

    /** Counts this relay's own statements: other services use the same MySQL meanwhile. */
    private static final class CountedDatabase extends Database {

        private final AtomicLong statements = new AtomicLong();

        CountedDatabase(Pool pool, EventLogConfig config) {
            super(pool, config);
        }

        @Override
        public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
            statements.incrementAndGet();
            return super.execute(sql, parameters);
        }
    }

    /** The unchanged service, for this test only: its own relay is stopped. */
    public static final class OfItsOwn implements QuarkusTestProfile {}
}
