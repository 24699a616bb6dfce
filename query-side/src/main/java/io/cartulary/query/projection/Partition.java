package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.quarantine.Discarded;
import io.cartulary.query.quarantine.Quarantined;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The in-memory state of a partition while this replica projects it. It only changes inside the serial executor. */
final class Partition {

    private final int number;
    private volatile long position;
    private final Map<StreamId, Quarantined> quarantined = new ConcurrentHashMap<>();
    private final Map<StreamId, Discarded> discarded = new ConcurrentHashMap<>();
    private final Map<String, List<Integer>> generations = new ConcurrentHashMap<>();
    private final Set<UUID> done = ConcurrentHashMap.newKeySet();
    private volatile @Nullable StoppedPartition halt;

    /**
     * The record at which a partition is stopped.
     *
     * @param offset the offset of the record that can't be processed
     * @param rewound whether that record is being polled again
     */
    record StoppedPartition(long offset, String reason, boolean rewound) {

        static StoppedPartition at(StoppedPartitionException found) {
            return new StoppedPartition(found.offset(), String.valueOf(found.getMessage()), false);
        }

        StoppedPartition rewinding() {
            return new StoppedPartition(offset, reason, true);
        }
    }

    Partition(int number, long position, Collection<Quarantined> quarantined, Collection<Discarded> discarded) {
        this.number = number;
        this.position = position;
        quarantined.forEach(this::put);
        discarded.forEach(this::put);
    }

    int number() {
        return number;
    }

    /** The position up to which all events are visible or in quarantine. */
    long position() {
        return position;
    }

    void advance(long to) {
        position = Math.max(position, to);
    }

    /** The generations that its events are projected into, for the views of a category. */
    List<Integer> generations(String category) {
        return generations.getOrDefault(category, List.of(1));
    }

    /** Takes effect at the next event. */
    void project(String category, List<Integer> into) {
        generations.put(category, List.copyOf(into));
    }

    Optional<Quarantined> quarantined(StreamId stream) {
        return Optional.ofNullable(quarantined.get(stream));
    }

    Collection<Quarantined> quarantined() {
        return quarantined.values();
    }

    /** Of two reasons the one with the earlier version counts. */
    void put(Quarantined stream) {
        quarantined.merge(stream.streamId(), stream, (one, other) -> one.version() <= other.version() ? one : other);
    }

    void release(StreamId stream) {
        quarantined.remove(stream);
    }

    void put(Discarded stream) {
        discarded.put(stream.streamId(), stream);
    }

    /** The version of the stream's last discarded event; 0 when there is none. */
    long discardedThrough(StreamId stream) {
        Discarded known = discarded.get(stream);
        return known == null ? 0 : known.through();
    }

    /** The discarded events of the stream. */
    Optional<Discarded> discarded(StreamId stream) {
        return Optional.ofNullable(discarded.get(stream));
    }

    /** @param living the active generation of the stream's views */
    Optional<Instant> staleSince(StreamId stream, int living) {
        return Stream.concat(
                        discarded(stream).filter(given -> !given.isWholeIn(living)).stream()
                                .map(Discarded::since),
                        Stream.ofNullable(quarantined.get(stream)).map(Quarantined::since))
                .min(Instant::compareTo);
    }

    /** For all streams of the category; a record without a stream may belong to any category. */
    Optional<Instant> staleSince(String category, int living) {
        return Stream.concat(
                        discarded.values().stream()
                                .filter(stream -> stream.streamId().category().equals(category))
                                .filter(stream -> !stream.isWholeIn(living))
                                .map(Discarded::since),
                        quarantined.values().stream()
                                .filter(stream -> stream.isStray()
                                        || stream.streamId().category().equals(category))
                                .map(Quarantined::since))
                .min(Instant::compareTo);
    }

    Optional<StoppedPartition> halt() {
        return Optional.ofNullable(halt);
    }

    void halt(@Nullable StoppedPartition next) {
        halt = next;
    }

    /** Whether the request has been executed here. */
    boolean isDone(UUID request) {
        return done.contains(request);
    }

    void done(Collection<UUID> requests) {
        done.addAll(requests);
    }
}
