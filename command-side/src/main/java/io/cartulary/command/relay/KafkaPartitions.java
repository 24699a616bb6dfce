package io.cartulary.command.relay;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.UnreadableEventException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads from Kafka up to which position each partition is published. Blocks. */
@ApplicationScoped
class KafkaPartitions {

    private static final Set<Integer> PARTITIONS =
            IntStream.range(0, Channels.PARTITIONS).boxed().collect(toUnmodifiableSet());

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

    String topic() {
        return topic;
    }

    /**
     * The position up to which each partition is published, from its last record: 0 where there is none.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time
     * @throws WrongTopicException when the topic has another number of partitions than the log
     */
    Map<Integer, Long> lastPositions() {
        try (var consumer = consumer()) {
            return lastPositions(consumer, PARTITIONS);
        }
    }

    /**
     * Where to resume each partition: from the records since the last one that is known to have been acknowledged, or
     * else from the last record. Throws as {@link #lastPositions} does.
     */
    Map<Integer, ResumePoint> resumePoints(Map<Integer, Acknowledged> acknowledged) {
        try (var consumer = consumer()) {
            var points = new HashMap<Integer, ResumePoint>();
            Set<Integer> unknown = new HashSet<>(PARTITIONS);
            unknown.removeAll(acknowledged.keySet());
            lastPositions(consumer, unknown)
                    .forEach((partition, position) -> points.put(partition, ResumePoint.after(position)));
            var orders = new HashMap<Integer, PositionsInOrder>();
            acknowledged.forEach((partition, last) -> orders.put(partition, new PositionsInOrder(last)));
            var from = new HashMap<Integer, Long>();
            acknowledged.forEach((partition, last) -> from.put(partition, last.offset()));
            readAll(consumer, from, orders);
            orders.forEach((partition, order) -> points.put(partition, order.found()));
            return points;
        }
    }

    /**
     * The position up to which the partition has everything in order, from all of its records. Throws as
     * {@link #lastPositions} does.
     */
    Acknowledged inOrder(int partition) {
        try (var consumer = consumer()) {
            return inOrder(consumer, partition);
        }
    }

    private Acknowledged inOrder(KafkaConsumer<byte[], byte[]> consumer, int partition) {
        PositionsInOrder order = PositionsInOrder.fromTheBeginning();
        readAll(consumer, Map.of(partition, Acknowledged.NO_OFFSET), Map.of(partition, order));
        return order.last();
    }

    /** The offsets of each partition's next records. Throws as {@link #lastPositions} does. */
    Map<Integer, Long> ends() {
        try (var consumer = consumer()) {
            return consumer.endOffsets(places(PARTITIONS), within).entrySet().stream()
                    .collect(toMap(end -> end.getKey().partition(), Map.Entry::getValue));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            checkPartitions(consumer);
            return consumer;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private List<TopicPartition> places(Set<Integer> partitions) {
        return partitions.stream().map(this::place).toList();
    }

    private TopicPartition place(int partition) {
        return new TopicPartition(topic, partition);
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) within.toMillis());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    private void checkPartitions(KafkaConsumer<byte[], byte[]> consumer) {
        int actual = consumer.partitionsFor(topic, within).size();
        if (actual != Channels.PARTITIONS) {
            throw new WrongTopicException(
                    "the topic %s must have %d partitions and has %d".formatted(topic, Channels.PARTITIONS, actual));
        }
    }

    private Map<Integer, Long> lastPositions(KafkaConsumer<byte[], byte[]> consumer, Set<Integer> partitions) {
        var positions = new HashMap<Integer, Long>();
        partitions.forEach(partition -> positions.put(partition, 0L));
        List<TopicPartition> places = places(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(places, within);
        Map<TopicPartition, Long> missing = consumer.endOffsets(places, within).entrySet().stream()
                .filter(end -> end.getValue() > beginnings.getOrDefault(end.getKey(), 0L))
                .collect(toMap(Map.Entry::getKey, end -> end.getValue() - 1));
        consumer.assign(missing.keySet());
        missing.forEach(consumer::seek);
        var foreign = new HashSet<Integer>();
        read(consumer, new HashSet<>(missing.keySet()), (last, unread) -> {
            try {
                positions.merge(last.partition(), KafkaBinding.publishedUpTo(last), Math::max);
            } catch (UnreadableEventException _) {
                foreign.add(last.partition());
            }
            unread.remove(place(last.partition()));
        });
        // somebody else writes to the topic: only all of the partition shows how far it is
        foreign.forEach(partition ->
                positions.put(partition, inOrder(consumer, partition).position()));
        return positions;
    }

    /** Reads all records of these partitions from an offset on, up to their present ends. */
    private void readAll(
            KafkaConsumer<byte[], byte[]> consumer, Map<Integer, Long> from, Map<Integer, PositionsInOrder> orders) {
        List<TopicPartition> places = places(from.keySet());
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(places, within);
        Map<TopicPartition, Long> ends = consumer.endOffsets(places, within);
        var starts = new HashMap<TopicPartition, Long>();
        from.forEach((partition, offset) -> {
            TopicPartition place = place(partition);
            long beginning = beginnings.getOrDefault(place, 0L);
            long end = ends.getOrDefault(place, 0L);
            PositionsInOrder order = Objects.requireNonNull(orders.get(partition), "order");
            order.beginning(beginning);
            order.end(end);
            long first = Math.max(beginning, offset);
            if (first < end) {
                starts.put(place, first);
            }
        });
        // none of the others: the consumer would look for a place in each of them, also if it is paused
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        read(consumer, new HashSet<>(starts.keySet()), (next, left) -> {
            TopicPartition place = place(next.partition());
            Objects.requireNonNull(orders.get(next.partition()), "order").next(next);
            if (next.offset() + 1 >= ends.getOrDefault(place, 0L)) {
                left.remove(place);
            }
        });
    }

    /** Polls until nothing is unread, as long as records come. */
    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Set<TopicPartition> unread,
            BiConsumer<ConsumerRecord<byte[], byte[]>, Set<TopicPartition>> reader) {
        Instant deadline = Instant.now().plus(within);
        while (!unread.isEmpty()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
            for (ConsumerRecord<byte[], byte[]> next : records) {
                if (unread.contains(place(next.partition()))) {
                    reader.accept(next, unread);
                }
            }
            if (!records.isEmpty()) {
                deadline = Instant.now().plus(within);
            } else if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("the last records of " + unread + " can't be read");
            }
        }
    }

    /** The topic does not fit this log; waiting does not help. */
    static final class WrongTopicException extends RuntimeException {
        WrongTopicException(String message) {
            super(message);
        }
    }
}
