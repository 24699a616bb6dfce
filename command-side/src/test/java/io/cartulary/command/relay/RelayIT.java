package io.cartulary.command.relay;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RelayIT {

    @Inject
    EventStore store;

    @Inject
    KafkaPartitions kafkaPartitions;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    @Inject
    @ConfigProperty(name = "mp.messaging.outgoing.events.topic")
    String topic;

    @BeforeEach
    void the_service_is_ready() {
        await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void every_event_reaches_kafka_in_position_order_and_as_it_was_recorded() {
        int commands = 300;
        List<StreamId> streams = IntStream.range(0, commands)
                .mapToObj(i -> new StreamId("product", "SKU-" + i + "-" + UUID.randomUUID()))
                .toList();
        appendToAll(streams);

        List<Envelope> published = awaitPublished(streams);

        Map<Integer, List<Envelope>> partitions = published.stream().collect(groupingBy(Envelope::partition));
        assertThat(partitions)
                .allSatisfy((partition, events) -> assertThat(events)
                        .as("positions of partition %d", partition)
                        .extracting(Envelope::position)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, events.size()).boxed().toList()));
        for (StreamId stream : streams) {
            assertThat(published)
                    .filteredOn(envelope -> envelope.streamId().equals(stream))
                    .isEqualTo(store.read(stream, 0, 10).await().atMost(Duration.ofSeconds(10)));
        }
    }

    @Test
    void the_last_record_of_each_partition_says_where_to_resume() {
        StreamId stream = new StreamId("product", UUID.randomUUID().toString());
        appendToAll(List.of(stream));
        Envelope last = awaitPublished(List.of(stream)).stream()
                .filter(envelope -> envelope.partition() == stream.partition())
                .toList()
                .getLast();

        assertThat(kafkaPartitions.lastPositions())
                .hasSize(Channels.PARTITIONS)
                .containsEntry(stream.partition(), last.position());
    }

    private void appendToAll(List<StreamId> streams) {
        Multi.createFrom()
                .iterable(streams)
                .onItem()
                .transformToUni(stream -> store.append(new Append(
                        stream,
                        1,
                        Instant.EPOCH,
                        List.of(new ProductListed("Tea", new Money(250, Currency.getInstance("EUR")))),
                        new CommandMetadata(UUID.randomUUID(), false, null, "tester", "correlation", "hash"))))
                .merge(32)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    /** All of the topic, once these streams are in it. */
    private List<Envelope> awaitPublished(List<StreamId> streams) {
        var settings = new HashMap<>(broker);
        settings.put("auto.offset.reset", "earliest");
        var published = new ArrayList<Envelope>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(IntStream.range(0, Channels.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList());
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(kafkaRecord -> published.add(KafkaBinding.toEnvelope(kafkaRecord)));
                return published.stream().map(Envelope::streamId).toList().containsAll(streams);
            });
        }
        return published;
    }
}
