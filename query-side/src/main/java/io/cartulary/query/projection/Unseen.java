package io.cartulary.query.projection;

import io.cartulary.query.projection.Partition.Halt;
import io.cartulary.query.projection.Polled.Placed;
import io.cartulary.query.projection.Polled.Stray;
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
final class Unseen {

    private final List<Placed> events = new ArrayList<>();
    private final List<Stray> strays = new ArrayList<>();
    private final List<Placed> seen = new ArrayList<>();
    private final Map<Integer, Polled> lasts = new HashMap<>();
    private final Map<Integer, Optional<Halt>> halts = new HashMap<>();
    private final Map<Integer, Long> rewinds = new HashMap<>();
    private int count;

    private Unseen() {}

    static Unseen of(Batch batch, Assignment held) {
        var unseen = new Unseen();
        batch.partitions().forEach((number, records) -> unseen.add(held.partition(number), records));
        return unseen;
    }

    /** To be folded or to wait. */
    List<Placed> events() {
        return events;
    }

    /** To be set aside. */
    List<Stray> strays() {
        return strays;
    }

    /** Copies of what was done before. */
    List<Placed> seen() {
        return seen;
    }

    /** The last ones that are new, by partition. */
    Map<Integer, Polled> lasts() {
        return lasts;
    }

    /** How many are new. */
    int count() {
        return count;
    }

    /** Whether a partition stands still after this, for each that had a part in the batch. */
    Map<Integer, Optional<Halt>> halts() {
        return halts;
    }

    /** The offsets that partitions have to go back to, because what was missing has come. */
    Map<Integer, Long> rewinds() {
        return rewinds;
    }

    private void add(Partition partition, List<Polled> records) {
        @Nullable Halt halt = partition.halt().orElse(null);
        long last = partition.position();
        for (Polled next : records) {
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

    private void take(Polled next) {
        switch (next) {
            case Placed event -> events.add(event);
            case Stray stray -> strays.add(stray);
        }
    }

    private void takeCopy(Polled copy, Partition partition) {
        switch (copy) {
            case Placed event when partition.quarantined(event.streamId()).isPresent() -> events.add(event);
            case Placed event -> seen.add(event);
            case Stray stray when stray.position() == Polled.NOWHERE -> strays.add(stray);
            case Stray _ -> {}
        }
    }

    /** Of several records behind missing positions the first one counts. */
    private static Halt halted(@Nullable Halt before, Polled next, long last) {
        return before == null || before.offset() == next.offset()
                ? Halt.at(HaltException.missingPosition(next, last))
                : before;
    }

    /** What was missing has come: what lies between has to be polled again. */
    private @Nullable Halt goOn(@Nullable Halt halt, Polled next) {
        count++;
        lasts.put(next.partition(), next);
        if (halt == null || halt.rewound() || halt.offset() > next.offset()) {
            return halt;
        }
        rewinds.put(next.partition(), halt.offset());
        return halt.rewinding();
    }
}
