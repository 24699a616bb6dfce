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
 * Reads the topic from any place, a few partitions at a time, beside the consumer group and unknown to it. There are
 * consumers only as long as somebody reads.
 */
@ApplicationScoped
class TopicReader {

    /** So long is waited for records where there may be none. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** So many polls bring as many records as there are at once. */
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
     * The records from the offset on, as many as may be had at once; none when there are none now. Where the topic has lost
     * that offset, those from its beginning on. Fails with {@link org.apache.kafka.common.KafkaException}. Partitions whose
     * numbers leave the same remainder, divided by how many are read at once, wait for each other.
     */
    Uni<List<ConsumerRecord<String, String>>> read(int partition, long offset) {
        Place place = places.get(partition % places.size());
        return Uni.createFrom()
                .item(() -> place.poll(new TopicPartition(topic, partition), offset))
                .runSubscriptionOn(place.thread)
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    /** Nobody reads any more, for now. */
    void rest() {
        places.forEach(place -> place.thread.execute(place::close));
    }

    /** Where one partition is read, and then another one, on a thread of its own. */
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
            // One poll has no more than is left of a fetch, but the more records, the fewer rows are written twice.
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
        // The default of 1 MB is less than is folded at once.
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, bytesAtOnce);
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }

    @PreDestroy
    void end() {
        rest();
        places.forEach(place -> place.thread.shutdown());
    }
}
