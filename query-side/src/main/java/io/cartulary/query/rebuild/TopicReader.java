package io.cartulary.query.rebuild;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic from any offset, a few partitions at a time, outside the consumer group. It has consumers only while
 * it is used.
 */
@ApplicationScoped
class TopicReader {

    /** How long a poll waits when there may be no records. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** The number of polls that a full read takes. */
    private static final int POLLS = 10;

    private static final Duration PATIENCE_FOR_MORE = Duration.ofMillis(50);

    private final Map<String, Object> broker;
    private final String topic;
    private final int recordsAtOnce;
    private final int bytesAtOnce;
    private final int recordsOfAPoll;
    private final List<Place> places;

    TopicReader(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mp.messaging.incoming.events.topic") String topic,
            RebuildConfig config) {
        this.broker = broker;
        this.topic = topic;
        this.recordsAtOnce = config.recordsAtOnce();
        this.bytesAtOnce = config.bytesAtOnce();
        this.recordsOfAPoll = Math.max(1, recordsAtOnce / POLLS);
        this.places =
                Stream.generate(Place::new).limit(config.partitionsAtOnce()).toList();
    }

    /**
     * The available records from the offset, up to the bound; empty when there are none now. If the topic has lost that
     * offset, the records from its beginning. Fails with {@link org.apache.kafka.common.KafkaException}. Partitions
     * whose numbers have the same remainder, divided by the number of concurrent reads, wait for each other.
     */
    Uni<List<ConsumerRecord<String, String>>> read(int partition, long offset) {
        Place place = places.get(partition % places.size());
        return Uni.createFrom()
                .item(() -> place.poll(new TopicPartition(topic, partition), offset))
                .runSubscriptionOn(place.thread)
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    /** Closes the consumers until the next read. */
    void rest() {
        places.forEach(place -> place.thread.execute(place::close));
    }

    /** A consumer with a thread of its own, which reads one partition after the other. */
    private final class Place {

        private final ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("rebuild-reader").factory());
        private @Nullable KafkaConsumer<String, String> consumer;
        private Optional<TopicPartition> assigned = Optional.empty();

        List<ConsumerRecord<String, String>> poll(TopicPartition partition, long offset) {
            KafkaConsumer<String, String> reading = consumer == null ? consumer() : consumer;
            consumer = reading;
            if (!assigned.equals(Optional.of(partition))) {
                reading.assign(List.of(partition));
                assigned = Optional.of(partition);
                reading.seek(partition, offset);
            } else if (reading.position(partition) != offset) {
                reading.seek(partition, offset);
            }
            List<ConsumerRecord<String, String>> records =
                    new ArrayList<>(reading.poll(PATIENCE).records(partition));
            boolean more = !records.isEmpty();
            long bytes = bytes(records);
            // One poll returns at most the rest of a fetch, but a larger batch writes fewer rows twice.
            while (more && records.size() + recordsOfAPoll <= recordsAtOnce && bytes < bytesAtOnce) {
                List<ConsumerRecord<String, String>> next =
                        reading.poll(PATIENCE_FOR_MORE).records(partition);
                more = records.addAll(next);
                bytes += bytes(next);
            }
            return records;
        }

        private static long bytes(List<ConsumerRecord<String, String>> records) {
            return records.stream()
                    .mapToLong(record -> record.serializedValueSize())
                    .sum();
        }

        void close() {
            if (consumer != null) {
                consumer.close();
                consumer = null;
                assigned = Optional.empty();
            }
        }
    }

    private KafkaConsumer<String, String> consumer() {
        Map<String, Object> config = new HashMap<>(broker);
        config.keySet().retainAll(ConsumerConfig.configNames());
        config.keySet().removeAll(List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsOfAPoll);
        // The default of 1 MB is less than one batch.
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, bytesAtOnce);
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }

    @PreDestroy
    void end() {
        rest();
        places.forEach(place -> place.thread.shutdown());
    }
}
