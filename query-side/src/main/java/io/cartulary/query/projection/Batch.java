package io.cartulary.query.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought, by partition, in the order of offsets.
 *
 * @param partitions as far as it may be projected
 * @param poison why it may go no further
 */
record Batch(Map<Integer, List<Polled>> partitions, Optional<PoisonException> poison) {

    static Batch of(ConsumerRecords<String, String> polled) {
        Map<Integer, List<Polled>> partitions = new HashMap<>();
        Optional<PoisonException> poison = Optional.empty();
        for (TopicPartition partition : polled.partitions()) {
            List<Polled> readable = partitions.computeIfAbsent(partition.partition(), _ -> new ArrayList<>());
            try {
                for (ConsumerRecord<String, String> next : polled.records(partition)) {
                    readable.add(Polled.of(next));
                }
            } catch (PoisonException e) {
                poison = Optional.of(poison.orElse(e));
            }
        }
        return new Batch(partitions, poison);
    }

    /** The same without the poison, and without what follows it in its partition. */
    Batch before(PoisonException found) {
        Map<Integer, List<Polled>> harmless = new HashMap<>(partitions);
        harmless.computeIfPresent(
                found.partition(),
                (_, events) -> events.stream()
                        .takeWhile(event -> event.offset() < found.offset())
                        .toList());
        return new Batch(harmless, Optional.of(poison.orElse(found)));
    }

    /** The last event of each partition. */
    List<Polled> lasts() {
        return partitions.values().stream()
                .filter(events -> !events.isEmpty())
                .map(List::getLast)
                .toList();
    }
}
