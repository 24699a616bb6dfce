package io.cartulary.query.projection;

import io.cartulary.query.projection.Partition.StoppedPartition;
import io.cartulary.query.topic.TopicRecord;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.query.topic.TopicRecord.UnidentifiedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of a batch that have to be processed: in each partition those that follow the processed ones directly.
 * Processed records are dropped, except copies of events of streams in quarantine, which may be what the stream waits
 * for. Records after missing positions are dropped too, and polled again when the missing ones have come.
 */
final class NewRecords {

    private final List<PositionedEvent> events = new ArrayList<>();
    private final List<UnidentifiedRecord> strays = new ArrayList<>();
    private final List<PositionedEvent> seen = new ArrayList<>();
    private final List<PositionedEvent> copies = new ArrayList<>();
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

    /** The events to fold, or to keep in quarantine. */
    List<PositionedEvent> events() {
        return events;
    }

    /** The records to keep in quarantine without a stream. */
    List<UnidentifiedRecord> strays() {
        return strays;
    }

    /** Copies of processed events. */
    List<PositionedEvent> seen() {
        return seen;
    }

    /** Copies of events up to the checkpoint, also of streams in quarantine, whose events may not be in the views. */
    List<PositionedEvent> copies() {
        return copies;
    }

    /** The last new record of each partition. */
    Map<Integer, TopicRecord> lasts() {
        return lasts;
    }

    /** The number of new records. */
    int count() {
        return count;
    }

    /** Whether a partition is stopped after this batch, for each partition of the batch. */
    Map<Integer, Optional<StoppedPartition>> halts() {
        return halts;
    }

    /** The offsets that partitions have to return to, because the missing positions have come. */
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
        if (copy instanceof PositionedEvent event) {
            copies.add(event);
        }
        switch (copy) {
            case PositionedEvent event
            when partition.quarantine().find(event.streamId()).isPresent() -> events.add(event);
            case PositionedEvent event -> seen.add(event);
            case UnidentifiedRecord stray when stray.position() == TopicRecord.NOWHERE -> strays.add(stray);
            case UnidentifiedRecord _ -> {}
        }
    }

    /** Of several records after missing positions the first one counts. */
    private static StoppedPartition halted(@Nullable StoppedPartition before, TopicRecord next, long last) {
        return before == null || before.offset() == next.offset()
                ? StoppedPartition.missingPosition(next, last)
                : before;
    }

    /** The missing position has come: the records after it have to be polled again. */
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
