package io.cartulary.command.eventlog;

import io.cartulary.contracts.Channels;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a lane knows of the last positions of its partitions, and of others who append there. Alone, a replica takes the
 * position after the last it has seen, and the primary key refuses it when that was wrong. As soon as another replica
 * has shown itself, they take turns in MySQL, for as long as the other is heard of.
 *
 * <p>Used by one batch at a time.
 */
final class Positions {

    private final Duration crowdedFor;
    private Map<Integer, Long> heads = Map.of();
    private boolean heardAll;
    private long crowdedUntil = System.nanoTime();

    /** @param crowdedFor how long another replica is remembered */
    Positions(Duration crowdedFor) {
        this.crowdedFor = crowdedFor;
    }

    /** Whether the heads are known and are nobody else's to move. */
    boolean areOurs() {
        return !heads.isEmpty() && System.nanoTime() - crowdedUntil >= 0;
    }

    /** The last position of each partition, as far as this replica knows. */
    Map<Integer, Long> heads() {
        return heads;
    }

    /**
     * Up to where everything is known that others have appended to a lane's partitions, as pairs of partition and position
     * in JSON. 0 when something is not: a turn that did not ask found that they had.
     */
    String known(int lane, int lanes) {
        return IntStream.range(0, Channels.PARTITIONS)
                .filter(partition -> partition % lanes == lane)
                .mapToObj(partition -> "[%d,%d]".formatted(partition, heardAll ? heads.getOrDefault(partition, 0L) : 0))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * These were the heads just before our batch was stored on them.
     *
     * @param heard whether the turn has told what others had appended
     */
    void found(Map<Integer, Long> found, boolean heard) {
        boolean moved =
                heads.entrySet().stream().anyMatch(known -> found.getOrDefault(known.getKey(), 0L) > known.getValue());
        if (moved) {
            isCrowded();
        }
        heardAll = heard || (heardAll && !moved);
        heads = found;
    }

    /** Our batch is stored. */
    void stored(Map<Integer, Integer> rows) {
        var moved = new HashMap<>(heads);
        rows.forEach((partition, count) -> moved.merge(partition, (long) count, Long::sum));
        heads = moved;
    }

    /** Another replica has shown itself. */
    void isCrowded() {
        crowdedUntil = System.nanoTime() + crowdedFor.toNanos();
    }

    /** It is unknown what is stored. */
    void forget() {
        heads = Map.of();
        heardAll = false;
    }
}
