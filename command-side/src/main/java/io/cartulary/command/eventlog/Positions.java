package io.cartulary.command.eventlog;

import static java.util.stream.Collectors.joining;

import io.cartulary.contracts.Channels;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a lane knows of the last positions of its partitions, and of other replicas that append there. While it is
 * alone, a replica takes the position after the last it has seen, and the primary key rejects it when that was wrong.
 * Once another replica has appended, the replicas take positions under a lock in MySQL, for as long as the other one is
 * remembered.
 *
 * <p>Used by one batch at a time.
 */
final class Positions {

    /** The maximum number of other replicas' events that are read of a partition: the last ones. */
    private static final int MAX_MISSED = 200;

    private final int lane;
    private final int lanes;
    private final Duration crowdedFor;
    private final Map<Integer, Long> heads = new TreeMap<>();

    /** The positions up to which this replica knows every event of others; 0 where there is none. */
    private final Map<Integer, Long> heard = new HashMap<>();

    private long crowdedUntil = System.nanoTime();

    /** @param crowdedFor how long another replica is remembered */
    Positions(int lane, int lanes, Duration crowdedFor) {
        this.lane = lane;
        this.lanes = lanes;
        this.crowdedFor = crowdedFor;
    }

    /** Whether the last positions are not known, and have to be read. */
    boolean areUnknown() {
        return heads.isEmpty();
    }

    /** Whether only this replica moves them, as far as is known. */
    boolean areOurs() {
        return System.nanoTime() - crowdedUntil >= 0;
    }

    /** The last position of each partition, as far as this replica knows. */
    Map<Integer, Long> heads() {
        return heads;
    }

    /** The partitions of the lane, in JSON. */
    String partitions() {
        return IntStream.range(0, Channels.PARTITIONS)
                .filter(partition -> partition % lanes == lane)
                .mapToObj(Integer::toString)
                .collect(joining(",", "[", "]"));
    }

    /** The last positions as they were read, without a lock: others may have moved them since. */
    void read(Map<Integer, Long> read) {
        heads.clear();
        heads.putAll(read);
    }

    /** The last positions just before our batch was stored. */
    void found(Map<Integer, Long> found) {
        if (!heads.equals(found)) {
            isContended();
        }
        read(found);
    }

    /** Our batch is stored, and these are the last positions now. */
    void stored(Map<Integer, Long> moved) {
        moved.forEach((partition, head) -> {
            if (heard(partition) == heads.getOrDefault(partition, 0L)) {
                heard.put(partition, head);
            }
        });
        read(moved);
    }

    /** Whether others have appended what this replica has not heard of; before our batch counts as stored. */
    boolean haveMissed() {
        return heads.entrySet().stream().anyMatch(head -> heard(head.getKey()) < head.getValue());
    }

    /**
     * The places of the events of others that this replica has not heard of, as pairs of partition and position in JSON:
     * the last of each partition. From now on, they count as heard of.
     */
    String missed() {
        String missed = heads.entrySet().stream()
                .flatMap(head -> missed(head.getKey(), head.getValue()))
                .collect(joining(",", "[", "]"));
        heard.putAll(heads);
        return missed;
    }

    private Stream<String> missed(int partition, long head) {
        long after = Math.max(heard(partition), head - MAX_MISSED);
        return LongStream.rangeClosed(after + 1, head).mapToObj(position -> "[%d,%d]".formatted(partition, position));
    }

    /** Another replica has appended. */
    void isContended() {
        crowdedUntil = System.nanoTime() + crowdedFor.toNanos();
    }

    /** It is unknown what is stored. */
    void forget() {
        heads.clear();
        forgetHeard();
    }

    /** The events of others could not be read. */
    void forgetHeard() {
        heard.clear();
    }

    private long heard(int partition) {
        return heard.getOrDefault(partition, 0L);
    }
}
