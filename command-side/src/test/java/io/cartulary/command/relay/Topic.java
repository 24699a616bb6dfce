package io.cartulary.command.relay;

import static org.awaitility.Awaitility.await;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.StreamId;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topic of events, as a consumer sees it. */
@Dependent
public final class Topic {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> broker;
    private final String name;

    @Inject
    Topic(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mp.messaging.outgoing.events.topic") String name) {
        this.broker = broker;
        this.name = name;
    }

    /** All of the topic, once these streams are in it. */
    List<Envelope> awaitStreams(Collection<StreamId> streams) {
        return awaitRecords(
                records -> records.stream().map(Envelope::streamId).toList().containsAll(streams));
    }

    /** All of the topic, from its beginning, once it satisfies the condition. */
    public List<Envelope> awaitRecords(Predicate<List<Envelope>> enough) {
        var records = new ArrayList<Envelope>();
        try (var consumer = consumer(broker)) {
            consumer.assign(IntStream.range(0, Channels.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(name, partition))
                    .toList());
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(kafkaRecord -> records.add(KafkaBinding.toEnvelope(kafkaRecord)));
                return enough.test(records);
            });
        }
        return records;
    }

    /** Reads from the beginning what is assigned to it. */
    public static KafkaConsumer<String, String> consumer(Map<String, Object> broker) {
        var settings = new HashMap<>(broker);
        settings.put("auto.offset.reset", "earliest");
        // Quarkus sets a group, and another reader in that group would begin where this one ends
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** The records that remain when a consumer drops repeats. */
    public static List<Envelope> firstRecords(List<Envelope> records) {
        Set<String> seen = new HashSet<>();
        return records.stream()
                .filter(event -> seen.add(event.partition() + ":" + event.position()))
                .toList();
    }
}
