package io.cartulary.command.relay;

import static io.cartulary.command.eventsourcing.EventStoreContract.aProductIsListed;
import static io.cartulary.command.eventsourcing.EventStoreContract.thenPositionsHaveNoGap;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RelayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @Inject
    EventPages log;

    @Inject
    KafkaChannel channel;

    @Inject
    KafkaPartitions kafkaPartitions;

    @Inject
    Topic topic;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void every_event_reaches_kafka_in_position_order_and_as_it_was_recorded() {
        int commands = 300;
        List<StreamId> streams = IntStream.range(0, commands)
                .mapToObj(i -> new StreamId("product", "SKU-" + i + "-" + UUID.randomUUID()))
                .toList();
        appendToAll(streams);

        List<Envelope> published = topic.awaitStreams(streams);

        thenPositionsHaveNoGap(published);
        for (StreamId stream : streams) {
            assertThat(published)
                    .filteredOn(envelope -> envelope.streamId().equals(stream))
                    .isEqualTo(log.page(stream, 0, 10).await().atMost(PATIENCE));
        }
    }

    @Test
    void the_last_record_of_each_partition_says_where_to_resume() {
        StreamId stream = new StreamId("product", UUID.randomUUID().toString());
        appendToAll(List.of(stream));
        Envelope last = topic.awaitStreams(List.of(stream)).stream()
                .filter(envelope -> envelope.partition() == stream.partition())
                .toList()
                .getLast();

        assertThat(kafkaPartitions.lastPositions())
                .hasSize(Channels.PARTITIONS)
                .containsEntry(stream.partition(), last.position());
    }

    @Test
    void a_replayed_record_at_the_end_does_not_hide_how_far_its_partition_is() {
        StreamId stream = new StreamId("product", UUID.randomUUID().toString());
        appendToAll(List.of(stream));
        topic.awaitStreams(List.of(stream));
        int partition = stream.partition();
        long head = Objects.requireNonNull(kafkaPartitions.lastPositions().get(partition));

        List<Envelope> oldest = log.page(partition, 0, 1).await().atMost(PATIENCE);
        channel.sendAgain(oldest, head).await().atMost(PATIENCE);

        assertThat(kafkaPartitions.lastPositions()).containsEntry(partition, head);
    }

    @Test
    void an_operator_sees_how_far_each_partition_is() {
        StreamId stream = new StreamId("product", UUID.randomUUID().toString());
        appendToAll(List.of(stream));
        long position =
                log.page(stream, 0, 1).await().atMost(PATIENCE).getFirst().position();

        await().atMost(PATIENCE)
                .untilAsserted(() -> when().get("/commands/v1/admin/relay")
                        .then()
                        .statusCode(200)
                        .body(
                                "partitions.partition",
                                is(IntStream.range(0, Channels.PARTITIONS)
                                        .boxed()
                                        .toList()))
                        .body("partitions.state", everyItem(is("PUBLISHING")))
                        .body("partitions.leader", everyItem(notNullValue()))
                        .body("partitions.backlog", everyItem(is(0)))
                        .body("partitions[%d].committed".formatted(stream.partition()), is((int) position))
                        .body("partitions[%d].published".formatted(stream.partition()), is((int) position)));
    }

    private void appendToAll(List<StreamId> streams) {
        Multi.createFrom()
                .iterable(streams)
                .onItem()
                .transformToUni(stream -> store.append(aProductIsListed(stream)))
                .merge(32)
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
    }
}
