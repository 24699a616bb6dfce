package io.cartulary.command.relay;

import static java.util.stream.Collectors.toMap;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.KafkaBinding;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads each partition's last published position from Kafka. Blocks. */
@ApplicationScoped
class KafkaPartitions {

    private final Map<String, Object> broker;
    private final String topic;
    private final Duration within;

    KafkaPartitions(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mp.messaging.outgoing.events.topic") String topic,
            RelayConfig config) {
        this.broker = broker;
        this.topic = topic;
        this.within = config.resumeWithin();
    }

    /**
     * The position up to which each partition is published, from its last record: 0 where there is none.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time
     * @throws WrongTopicException when the topic has another number of partitions than the log
     */
    Map<Integer, Long> lastPositions() {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            checkPartitions(consumer);
            List<TopicPartition> partitions = IntStream.range(0, Channels.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(topic, number))
                    .toList();
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, within);
            Map<TopicPartition, Long> missing = consumer.endOffsets(partitions, within).entrySet().stream()
                    .filter(end -> end.getValue() > beginnings.getOrDefault(end.getKey(), 0L))
                    .collect(toMap(Map.Entry::getKey, end -> end.getValue() - 1));
            return positionsAt(missing, consumer);
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) within.toMillis());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return settings;
    }

    private void checkPartitions(KafkaConsumer<byte[], byte[]> consumer) {
        int actual = consumer.partitionsFor(topic, within).size();
        if (actual != Channels.PARTITIONS) {
            throw new WrongTopicException(
                    "the topic %s must have %d partitions and has %d".formatted(topic, Channels.PARTITIONS, actual));
        }
    }

    private Map<Integer, Long> positionsAt(Map<TopicPartition, Long> offsets, KafkaConsumer<byte[], byte[]> consumer) {
        var positions = new HashMap<Integer, Long>();
        IntStream.range(0, Channels.PARTITIONS).forEach(number -> positions.put(number, 0L));
        var missing = new HashMap<>(offsets);
        consumer.assign(missing.keySet());
        missing.forEach(consumer::seek);
        Instant deadline = Instant.now().plus(within);
        while (!missing.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> last : consumer.poll(Duration.ofMillis(100))) {
                positions.merge(last.partition(), KafkaBinding.publishedUpTo(last), Math::max);
                missing.remove(new TopicPartition(topic, last.partition()));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("the last records of " + missing.keySet() + " can't be read");
            }
        }
        return positions;
    }

    /** The topic does not fit this log; waiting does not help. */
    static final class WrongTopicException extends RuntimeException {
        WrongTopicException(String message) {
            super(message);
        }
    }
}
