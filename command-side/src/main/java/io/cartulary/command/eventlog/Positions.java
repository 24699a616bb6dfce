package io.cartulary.command.eventlog;

import io.cartulary.contracts.Channels;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a lane knows of the last positions of its partitions, and of other replicas that append there. While it is
 * alone, a replica takes the position after the last it has seen, and the primary key rejects it when that was wrong.
 * Once another replica has appended, the replicas take positions under a lock in MySQL, for as long as the other one is
 * remembered.
 *
 * <p>Used by one batch at a time.
 */
final class Positions {

    private final int lane;
    private final int lanes;
    private final Duration crowdedFor;
    private Map<Integer, Long> heads = Map.of();
    private boolean heardAll;
    private long crowdedUntil = System.nanoTime();

    /** @param crowdedFor how long another replica is remembered */
    Positions(int lane, int lanes, Duration crowdedFor) {
        this.lane = lane;
        this.lanes = lanes;
        this.crowdedFor = crowdedFor;
    }

    /** Whether the heads are known and only this replica moves them. */
    boolean areOurs() {
        return !heads.isEmpty() && System.nanoTime() - crowdedUntil >= 0;
    }

    /** The last position of each partition, as far as this replica knows. */
    Map<Integer, Long> heads() {
        return heads;
    }

    /**
     * The position up to which this replica knows all events that others have appended to the lane's partitions, as
     * pairs of partition and position in JSON. 0 when some are unknown: a locked append that did not request them found
     * that there are some.
     */
    String known() {
        return partitions()
                .mapToObj(partition -> "[%d,%d]".formatted(partition, heardAll ? head(heads, partition) : 0))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * The heads just before our batch was stored. Other lanes of this replica move their own heads; those moves are no
     * sign of another replica.
     *
     * @param heard whether the answer contains what others had appended
     */
    void found(Map<Integer, Long> found, boolean heard) {
        boolean moved =
                !heads.isEmpty() && partitions().anyMatch(partition -> head(found, partition) > head(heads, partition));
        if (moved) {
            isContended();
        }
        heardAll = heard || (heardAll && !moved);
        heads = found;
    }

    /** Our batch is stored, and these are the heads now. */
    void stored(Map<Integer, Long> moved) {
        heads = moved;
    }

    /** Another replica has appended. */
    void isContended() {
        crowdedUntil = System.nanoTime() + crowdedFor.toNanos();
    }

    /** It is unknown what is stored. */
    void forget() {
        heads = Map.of();
        heardAll = false;
    }

    private IntStream partitions() {
        return IntStream.range(0, Channels.PARTITIONS).filter(partition -> partition % lanes == lane);
    }

    private static long head(Map<Integer, Long> heads, int partition) {
        return heads.getOrDefault(partition, 0L);
    }
}
