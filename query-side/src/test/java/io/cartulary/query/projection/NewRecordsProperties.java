package io.cartulary.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.projection.Partition.StoppedPartition;
import io.cartulary.query.quarantine.PartitionQuarantine;
import io.cartulary.query.topic.TopicRecord;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** For any order of a partition's records each event is taken once, and in order. */
class NewRecordsProperties {

    private static final StreamId TEA = new StreamId("product", "tea");
    private static final ProductListed LISTED = new ProductListed("Tea", new Money(450, Currency.getInstance("EUR")));
    private static final List<Envelope> EVENTS = new History()
            .record(TEA, IntStream.range(0, 40).mapToObj(_ -> LISTED).toArray(ProductListed[]::new));

    @Property(tries = 2000)
    void copies_late_comers_and_restarts_change_nothing(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        var chance = new Random(seed);
        var consumer = new Consumer(topic(size, chance), chance);

        consumer.consume();

        assertThat(consumer.taken)
                .isEqualTo(LongStream.rangeClosed(1, size).boxed().toList());
        assertThat(consumer.partition.halt()).isEmpty();
    }

    @Test
    void what_lies_behind_a_missing_position_is_not_taken_and_not_committed() {
        var consumer = new Consumer(List.of(record(1, 0), record(3, 1), record(4, 2)), new Random(1));

        consumer.consume();

        assertThat(consumer.taken).containsExactly(1L);
        assertThat(consumer.committed).isEqualTo(1);
        assertThat(consumer.partition.halt())
                .map(StoppedPartition::reason)
                .hasValueSatisfying(reason -> assertThat(reason).contains("the last one seen is 1"));
    }

    /** In order, except some records that come only at the end, and copies of others in between. */
    private static List<ConsumerRecord<String, String>> topic(int size, Random chance) {
        List<Long> positions = new ArrayList<>();
        List<Long> late = new ArrayList<>();
        for (long position = 1; position <= size; position++) {
            (chance.nextInt(6) == 0 ? late : positions).add(position);
            if (chance.nextInt(3) == 0) {
                positions.add(1 + chance.nextLong(position));
            }
        }
        while (!late.isEmpty()) {
            positions.add(late.remove(chance.nextInt(late.size())));
        }
        return IntStream.range(0, positions.size())
                .mapToObj(offset -> record(positions.get(offset), offset))
                .toList();
    }

    private static ConsumerRecord<String, String> record(long position, long offset) {
        var sent = KafkaBinding.toRecord("topic", EVENTS.get((int) position - 1));
        return new ConsumerRecord<>(
                "topic",
                TEA.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    /** Polls ahead of the processing, as the connector does, and restarts at random. */
    private static final class Consumer {

        private final List<ConsumerRecord<String, String>> topic;
        private final Random chance;
        private final Deque<List<TopicRecord>> polled = new ArrayDeque<>();
        private final List<Long> taken = new ArrayList<>();
        private Partition partition = assigned(0);
        private long committed;
        private int next;

        Consumer(List<ConsumerRecord<String, String>> topic, Random chance) {
            this.topic = topic;
            this.chance = chance;
        }

        void consume() {
            while (next < topic.size() || !polled.isEmpty()) {
                if (polled.isEmpty() || (next < topic.size() && chance.nextBoolean())) {
                    poll();
                } else {
                    project(polled.removeFirst());
                }
                if (chance.nextInt(50) == 0) {
                    restart();
                }
            }
        }

        private void poll() {
            int end = Math.min(topic.size(), next + 1 + chance.nextInt(5));
            polled.add(topic.subList(next, end).stream().map(TopicRecord::of).toList());
            next = end;
        }

        private void project(List<TopicRecord> records) {
            var held = new Assignment(Set.of(partition.number()), 1);
            held.keep(partition);
            var unseen = NewRecords.of(new Batch(Map.of(partition.number(), records)), held);
            unseen.events().stream().map(PositionedEvent::position).forEach(taken::add);
            unseen.lasts().values().forEach(last -> partition.advance(last.position()));
            unseen.halts().values().forEach(halt -> partition.halt(halt.orElse(null)));
            unseen.rewinds().values().forEach(offset -> next = (int) Math.min(next, offset));
            committed = partition
                    .halt()
                    .map(StoppedPartition::offset)
                    .orElse(records.getLast().offset() + 1);
        }

        /** Only the position and the commit are stored. */
        private void restart() {
            partition = assigned(partition.position());
            next = (int) committed;
            polled.clear();
        }

        private static Partition assigned(long position) {
            return new Partition(TEA.partition(), position, new PartitionQuarantine(List.of(), List.of(), List.of()));
        }
    }
}
