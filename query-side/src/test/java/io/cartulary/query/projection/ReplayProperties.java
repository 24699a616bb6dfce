package io.cartulary.query.projection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.quarantine.PartitionQuarantine;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.KnownGenerations;
import io.cartulary.query.timeline.Fold;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.topic.TopicRecord;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Transition;
import io.cartulary.query.view.Versioned;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Events may be sent, polled or folded twice, and written late or not at all before a crash: the final rows are those
 * of one clean pass.
 */
class ReplayProperties {

    private static final ProjectionConfig CONFIG = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ProjectionConfig.class)
            .build()
            .getConfigMapping(ProjectionConfig.class);
    private static final int STREAMS = 5;

    @Property(tries = 500)
    void any_interleaving_of_duplicates_and_crashes_gives_the_rows_of_one_clean_pass(@ForAll Random chance) {
        List<Envelope> log = log(chance);
        var topic = new Records(withDuplicates(log, chance));
        var clean = new Table();
        new Replica(clean, chance, false).batch(new Records(log).from(Map.of(), Integer.MAX_VALUE));

        var table = new Table();
        var replica = new Replica(table, chance, true);
        while (!topic.from(replica.committed, 1).isEmpty()) {
            replica.batch(topic.from(replica.committed, 1 + chance.nextInt(8)));
        }
        replica.late.forEach(table::write);

        assertThat(table.rows).isEqualTo(clean.rows).hasSize((int)
                log.stream().map(Envelope::streamId).distinct().count());
    }

    /** In the order of positions, with one or more streams per partition. */
    private static List<Envelope> log(Random chance) {
        var history = new History();
        List<Envelope> log = new ArrayList<>();
        for (int i = 5 + chance.nextInt(40); i > 0; i--) {
            var stream = new StreamId("product", "sku-" + chance.nextInt(STREAMS));
            log.addAll(history.record(stream, new ProductListed("Name " + i, Money.zero(Currency.getInstance("EUR")))));
        }
        return log;
    }

    /** The first copy of each in order, with earlier ones in between. */
    private static List<Envelope> withDuplicates(List<Envelope> log, Random chance) {
        List<Envelope> sent = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            sent.add(log.get(i));
            while (chance.nextInt(3) == 0) {
                sent.add(log.get(chance.nextInt(i + 1)));
            }
        }
        return sent;
    }

    /** All names a product ever had: the result shows an event that a fold skips or repeats. */
    record Names(String names, long version) implements Versioned {}

    /** Rows with the timestamps of their writes. The newest counts; of equal ones any may, so they must not differ. */
    private static final class Table implements Projection<Names> {

        private final Map<String, Names> rows = new HashMap<>();

        void write(Cql cql) {
            var row = requireNonNull((Names) cql.values().get(1));
            rows.merge(String.valueOf(cql.values().getFirst()), row, (old, late) -> {
                assertThat(late.version() != old.version() || late.equals(old))
                        .as("two writes of one version are the same: %s, %s", old, late)
                        .isTrue();
                return late.version() >= old.version() ? late : old;
            });
        }

        @Override
        public String tables() {
            return "names";
        }

        @Override
        public List<String> migrations() {
            return List.of();
        }

        @Override
        public String category() {
            return "product";
        }

        @Override
        public Uni<Optional<Names>> read(StreamId stream, int generation) {
            return Uni.createFrom().item(() -> Optional.ofNullable(rows.get(stream.toString())));
        }

        @Override
        public Fold<Names> fold() {
            return Table::evolve;
        }

        private static Names evolve(@Nullable Names view, RecordedEvent recorded) {
            String name = ((ProductListed) recorded.event()).name();
            return new Names((view == null ? "" : view.names() + ", ") + name, recorded.version());
        }

        @Override
        public Cql write(StreamId stream, Names view) {
            return Cql.of("", stream.toString(), view);
        }

        @Override
        public List<Cql> rowsBeside(List<Transition<Names>> steps) {
            return List.of();
        }
    }

    /** The records in Kafka, partition by partition. */
    private static final class Records {

        private final Map<Integer, List<TopicRecord>> partitions = new HashMap<>();

        Records(List<Envelope> sent) {
            for (Envelope event : sent) {
                List<TopicRecord> records = partitions.computeIfAbsent(event.partition(), _ -> new ArrayList<>());
                records.add(TopicRecord.of(record(event, records.size())));
            }
        }

        /** The next {@code most} records of each partition; without empty partitions. */
        Map<Integer, List<TopicRecord>> from(Map<Integer, Integer> offsets, int most) {
            Map<Integer, List<TopicRecord>> batch = new HashMap<>();
            partitions.forEach((number, records) -> {
                int from = offsets.getOrDefault(number, 0);
                int to = (int) Math.min(records.size(), (long) from + most);
                if (from < to) {
                    batch.put(number, records.subList(from, to));
                }
            });
            return batch;
        }

        private static ConsumerRecord<String, String> record(Envelope event, long offset) {
            ProducerRecord<String, String> sent = KafkaBinding.toRecord("topic", event);
            return new ConsumerRecord<>(
                    "topic",
                    event.partition(),
                    offset,
                    event.recordedAt().toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    sent.key(),
                    sent.value(),
                    sent.headers(),
                    Optional.empty());
        }
    }

    /** One replica after the other, each of which may fail or hang at any step of a batch. */
    private static final class Replica {

        private final Table table;
        private final Random chance;
        private final boolean mortal;
        private final BatchFold folding;
        private final Map<Integer, Long> progress = new HashMap<>();
        private final Map<Integer, Integer> committed = new HashMap<>();
        private final List<Cql> late = new ArrayList<>();
        private Assignment held = new Assignment(Set.of(), 100);

        Replica(Table table, Random chance, boolean mortal) {
            this.table = table;
            this.chance = chance;
            this.mortal = mortal;
            this.folding = new BatchFold(CONFIG, new KnownGenerations(), List.of(table));
        }

        /** As {@link BatchProjection} does it, with random failures. */
        void batch(Map<Integer, List<TopicRecord>> polled) {
            polled.keySet().forEach(this::load);
            var unseen = NewRecords.of(new Batch(polled), held);
            List<FoldedStream> streams = folding.fold(unseen, held).await().indefinitely();
            assertThat(streams).allSatisfy(stream -> assertThat(stream.poison()).isNull());
            List<Cql> writes = new ArrayList<>(streams.stream()
                    .flatMap(stream -> stream.rows().stream())
                    .map(FoldedRow::write)
                    .toList());
            Collections.shuffle(writes, chance);
            if (dies()) {
                int written = chance.nextInt(writes.size() + 1);
                writes.subList(0, written).forEach(table::write);
                // Writes of a replica that hangs arrive when others have long continued.
                late.addAll(writes.subList(written, writes.size()));
                restart();
                return;
            }
            writes.forEach(table::write);
            unseen.lasts().forEach((number, last) -> progress.merge(number, last.position(), Math::max));
            if (dies()) {
                restart();
                return;
            }
            streams.forEach(stream -> stream.rows().forEach(row -> held.keep(row.key(), row.state())));
            unseen.lasts().forEach((number, last) -> held.partition(number).advance(last.position()));
            polled.forEach((number, records) -> committed.merge(number, records.size(), Integer::sum));
            if (dies()) {
                restart();
            }
        }

        private void load(int number) {
            if (!held.isLoaded(number)) {
                held.keep(new Partition(
                        number,
                        progress.getOrDefault(number, 0L),
                        new PartitionQuarantine(List.of(), List.of(), List.of())));
            }
        }

        private void restart() {
            held = new Assignment(Set.of(), 100);
            if (chance.nextBoolean() && !late.isEmpty()) {
                table.write(late.remove(chance.nextInt(late.size())));
            }
            // A lost commit.
            committed.replaceAll((_, offset) -> chance.nextInt(4) == 0 ? chance.nextInt(offset + 1) : offset);
        }

        private boolean dies() {
            return mortal && chance.nextInt(5) == 0;
        }
    }
}
