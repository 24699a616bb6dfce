package io.cartulary.query.projection;

import io.cartulary.query.topic.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one poll.
 *
 * @param partitions their records in the order of offsets
 */
record Batch(Map<Integer, List<TopicRecord>> partitions) {

    static Batch of(ConsumerRecords<String, String> polled) {
        Map<Integer, List<TopicRecord>> partitions = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<TopicRecord> records = new ArrayList<>();
            polled.records(partition).forEach(next -> records.add(TopicRecord.of(next)));
            partitions.put(partition.partition(), records);
        }
        return new Batch(partitions);
    }

    /** The same batch, cut before the record that stops its partition. */
    Batch before(int partition, long offset) {
        Map<Integer, List<TopicRecord>> harmless = new HashMap<>(partitions);
        harmless.computeIfPresent(
                partition,
                (_, records) -> records.stream()
                        .takeWhile(polled -> polled.offset() < offset)
                        .toList());
        return new Batch(harmless);
    }

    /** The last record of each partition. */
    List<TopicRecord> lasts() {
        return partitions.values().stream()
                .filter(records -> !records.isEmpty())
                .map(List::getLast)
                .toList();
    }
}
