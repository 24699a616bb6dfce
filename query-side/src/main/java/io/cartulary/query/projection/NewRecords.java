package io.cartulary.query.projection;

import io.cartulary.query.projection.Partition.StoppedPartition;
import io.cartulary.query.projection.TopicRecord.PositionedEvent;
import io.cartulary.query.projection.TopicRecord.UnidentifiedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a batch has to be done: in each partition what comes right after what was done before. What was done before
 * is dropped, but for copies of events of streams in quarantine, which may be what they wait for. What lies behind
 * missing positions is dropped too, and polled again when they have come.
 */
final class NewRecords {

    private final List<PositionedEvent> events = new ArrayList<>();
    private final List<UnidentifiedRecord> strays = new ArrayList<>();
    private final List<PositionedEvent> seen = new ArrayList<>();
    private final Map<Integer, TopicRecord> lasts = new HashMap<>();
    private final Map<Integer, Optional<StoppedPartition>> halts = new HashMap<>();
    private final Map<Integer, Long> rewinds = new HashMap<>();
    private int count;

    private NewRecords() {}

    static NewRecords of(Batch batch, Assignment held) {
        var unseen = new NewRecords();
        batch.partitions().forEach((number, records) -> unseen.add(held.partition(number), records));
        return unseen;
    }

    /** To be folded or to wait. */
    List<PositionedEvent> events() {
        return events;
    }

    /** To be set aside. */
    List<UnidentifiedRecord> strays() {
        return strays;
    }

    /** Copies of what was done before. */
    List<PositionedEvent> seen() {
        return seen;
    }

    /** The last ones that are new, by partition. */
    Map<Integer, TopicRecord> lasts() {
        return lasts;
    }

    /** How many are new. */
    int count() {
        return count;
    }

    /** Whether a partition stands still after this, for each that had a part in the batch. */
    Map<Integer, Optional<StoppedPartition>> halts() {
        return halts;
    }

    /** The offsets that partitions have to go back to, because what was missing has come. */
    Map<Integer, Long> rewinds() {
        return rewinds;
    }

    private void add(Partition partition, List<TopicRecord> records) {
        @Nullable StoppedPartition halt = partition.halt().orElse(null);
        long last = partition.position();
        for (TopicRecord next : records) {
            if (next.position() > last + 1) {
                halt = halted(halt, next, last);
                continue;
            }
            if (halt != null && halt.offset() == next.offset()) {
                halt = null;
            }
            if (next.position() == last + 1) {
                last++;
                halt = goOn(halt, next);
                take(next);
            } else {
                takeCopy(next, partition);
            }
        }
        halts.put(partition.number(), Optional.ofNullable(halt));
    }

    private void take(TopicRecord next) {
        switch (next) {
            case PositionedEvent event -> events.add(event);
            case UnidentifiedRecord stray -> strays.add(stray);
        }
    }

    private void takeCopy(TopicRecord copy, Partition partition) {
        switch (copy) {
            case PositionedEvent event
            when partition.quarantined(event.streamId()).isPresent() -> events.add(event);
            case PositionedEvent event -> seen.add(event);
            case UnidentifiedRecord stray when stray.position() == TopicRecord.NOWHERE -> strays.add(stray);
            case UnidentifiedRecord _ -> {}
        }
    }

    /** Of several records behind missing positions the first one counts. */
    private static StoppedPartition halted(@Nullable StoppedPartition before, TopicRecord next, long last) {
        return before == null || before.offset() == next.offset()
                ? StoppedPartition.at(StoppedPartitionException.missingPosition(next, last))
                : before;
    }

    /** What was missing has come: what lies between has to be polled again. */
    private @Nullable StoppedPartition goOn(@Nullable StoppedPartition halt, TopicRecord next) {
        count++;
        lasts.put(next.partition(), next);
        if (halt == null || halt.rewound() || halt.offset() > next.offset()) {
            return halt;
        }
        rewinds.put(next.partition(), halt.offset());
        return halt.rewinding();
    }
}
