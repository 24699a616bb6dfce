package io.cartulary.command.relay;

import static io.cartulary.command.eventsourcing.EventStoreContract.aProductIsListed;
import static io.cartulary.command.eventsourcing.EventStoreContract.newStream;
import static io.cartulary.command.eventsourcing.EventStoreContract.thenPositionsHaveNoGap;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka loses what it has acknowledged: its topic is deleted, and created again. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(KafkaLossIT.OftenCompared.class)
class KafkaLossIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS = 20;

    @Inject
    RelayReplicas replicas;

    @Inject
    RelayConfig config;

    @Inject
    EventStore store;

    @Inject
    Topic topic;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    @SuppressWarnings("NullAway.Init")
    @ConfigProperty(name = "mp.messaging.outgoing.events.topic")
    String name;

    private final List<StreamId> streams = new ArrayList<>();

    @BeforeEach
    void the_service_itself_relays_nothing() {
        replicas.stopTheServices();
    }

    @AfterEach
    void no_replica_is_left() {
        replicas.stopAll();
    }

    @Test
    void the_partition_stops_and_an_operator_lets_it_be_published_from_the_first_missing_position() {
        Relay relay = givenAReplica();
        int partition = givenPublishedEvents();

        whenTheTopicIsMadeAgain();
        append(partition, EVENTS);

        thenItHasStopped(relay, partition);
        assertThat(positionsInKafka(partition))
                .as("no consumer from the beginning takes it for the whole")
                .doesNotContain(1L);
        whenResumed(partition);
        thenEverythingIsInKafka(partition);
    }

    @Test
    void a_loss_without_a_new_event_is_found_too() {
        Relay relay = givenAReplica();
        int partition = givenPublishedEvents();

        whenTheTopicIsMadeAgain();

        thenItHasStopped(relay, partition);
        whenResumed(partition);
        thenEverythingIsInKafka(partition);
    }

    @Test
    void the_next_replica_finds_what_was_lost_while_nobody_led_the_partition() {
        Relay first = givenAReplica();
        int partition = givenPublishedEvents();
        first.stop(new ShutdownEvent());

        whenTheTopicIsMadeAgain();
        append(partition, EVENTS);
        Relay second = givenAReplica();

        thenItHasStopped(second, partition);
        assertThat(positionsInKafka(partition)).isEmpty();
        second.stop(new ShutdownEvent());
        thenItHasStopped(givenAReplica(), partition);
        whenResumed(partition);
        thenEverythingIsInKafka(partition);
    }

    @Test
    void a_foreign_record_at_the_end_does_not_hide_how_far_its_partition_is() throws Exception {
        String shared = World.unique().topic();
        Topics.create(String.valueOf(broker.get("bootstrap.servers")), shared);
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            for (Envelope event : Events.events(1, 3)) {
                producer.send(KafkaBinding.toRecord(shared, event)).get();
            }
            producer.send(new ProducerRecord<>(shared, Events.PARTITION, "someone", "else's"))
                    .get();
        }

        assertThat(new KafkaPartitions(broker, shared, config).lastPositions()).containsEntry(Events.PARTITION, 3L);
    }

    @Test
    void without_a_loss_there_is_nothing_to_resume() {
        int partition = givenPublishedEventsOf(givenAReplica());

        resume(partition, 409).body("code", is("nothing-lost"));
        given().when().post("/commands/v1/admin/relay/12/resume").then().statusCode(400);
    }

    private int givenPublishedEventsOf(Relay relay) {
        RelayReplicas.awaitItLeads(relay);
        return givenPublishedEvents();
    }

    private int givenPublishedEvents() {
        int partition = newStream().partition();
        append(partition, EVENTS);
        topic.awaitStreams(streams);
        return partition;
    }

    private void append(int partition, int events) {
        int before = streams.size();
        while (streams.size() < before + events) {
            StreamId stream = newStream();
            if (stream.partition() == partition) {
                store.append(aProductIsListed(stream)).await().atMost(PATIENCE);
                streams.add(stream);
            }
        }
    }

    private void whenTheTopicIsMadeAgain() {
        String servers = String.valueOf(broker.get("bootstrap.servers"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.deleteTopics(List.of(name)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(name));
            Topics.create(servers, name);
        } catch (Exception e) {
            throw new AssertionError("the topic can't be made again", e);
        }
    }

    private void thenItHasStopped(Relay relay, int partition) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(relay.published(partition)).isEmpty();
            when().get("/commands/v1/admin/relay")
                    .then()
                    .body("partitions[%d].stopReason".formatted(partition), containsString("Kafka has lost events"));
        });
        for (String gauge : List.of("cartulary.relay.lost", "cartulary.relay.stopped")) {
            assertThat(replicas.gauge(gauge, partition)).isEqualTo(1);
        }
    }

    /** Earlier tests have published to other partitions, which are lost with the same topic. */
    private void whenResumed(int partition) {
        resume(partition, 204);
        await().atMost(PATIENCE).until(() -> {
            List<Integer> stopped = when().get("/commands/v1/admin/relay")
                    .path("partitions.findAll { it.stopReason != null }.partition");
            stopped.forEach(each -> given().when().post("/commands/v1/admin/relay/%d/resume".formatted(each)));
            return stopped.isEmpty();
        });
    }

    private static ValidatableResponse resume(int partition, int status) {
        return given().when()
                .post("/commands/v1/admin/relay/%d/resume".formatted(partition))
                .then()
                .statusCode(status);
    }

    private void thenEverythingIsInKafka(int partition) {
        List<Envelope> records = topic.awaitStreams(streams);
        thenPositionsHaveNoGap(Topic.firstRecords(records).stream()
                .filter(event -> event.partition() == partition)
                .sorted(Comparator.comparingLong(Envelope::position))
                .toList());
        when().get("/commands/v1/admin/relay")
                .then()
                .body("partitions[%d].stopReason".formatted(partition), nullValue());
    }

    private List<Long> positionsInKafka(int partition) {
        return topic.awaitRecords(_ -> true).stream()
                .filter(event -> event.partition() == partition)
                .map(Envelope::position)
                .toList();
    }

    private Relay givenAReplica() {
        return replicas.start(config);
    }

    /** Its own world, in which Kafka's ends are compared often. */
    public static final class OftenCompared implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cartulary.relay.compare-ends-every", "500ms", "cartulary.relay.lease", "2s");
        }
    }
}
