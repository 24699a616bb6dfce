package io.cartulary.load.bench.server;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.KafkaBinding;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic, and the relay's progress with it. For one thread at a time. */
public final class Topic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    public Topic(String bootstrap, String name) {
        this.consumer = consumer(bootstrap);
        this.partitions = partitions(name);
        consumer.assign(partitions);
    }

    /** Has no group, and fetches available records at once. */
    public static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    public static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, Channels.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** The number of records. */
    public long records() {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Waits until every event of the log is in it. */
    public void awaitAllOf(Store store, Duration patience) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        long[] heads = store.heads();
        while (!Arrays.equals(heads, lastPositions())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("%d of %d events are on Kafka"
                        .formatted(records(), Arrays.stream(heads).sum()));
            }
            Thread.sleep(20);
            heads = store.heads();
        }
    }

    /** The position of the last record of every partition; 0 where there is none. */
    private long[] lastPositions() {
        Map<TopicPartition, Long> missing = new HashMap<>(consumer.endOffsets(partitions));
        missing.values().removeIf(end -> end == 0);
        missing.forEach((partition, end) -> consumer.seek(partition, end - 1));
        var positions = new long[Channels.PARTITIONS];
        while (!missing.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> last : consumer.poll(POLL)) {
                positions[last.partition()] = KafkaBinding.position(last);
                missing.remove(new TopicPartition(last.topic(), last.partition()));
            }
        }
        return positions;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
