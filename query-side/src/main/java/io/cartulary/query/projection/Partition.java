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

/** What is remembered of a partition for as long as it is projected here. It is only changed in turn. */
final class Partition {

    private final int number;
    private volatile long position;
    private final Map<StreamId, Quarantined> quarantined = new ConcurrentHashMap<>();
    private final Map<StreamId, Discarded> discarded = new ConcurrentHashMap<>();
    private final Map<String, List<Integer>> generations = new ConcurrentHashMap<>();
    private final Set<UUID> done = ConcurrentHashMap.newKeySet();
    private volatile @Nullable StoppedPartition halt;

    /**
     * Where it stands still.
     *
     * @param offset of the record it can't go beyond
     * @param rewound whether that record is on its way again
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

    /** Up to which everything is visible, or waits in quarantine. */
    long position() {
        return position;
    }

    void advance(long to) {
        position = Math.max(position, to);
    }

    /** Into which generations of the views of a category its events go. */
    List<Integer> generations(String category) {
        return generations.getOrDefault(category, List.of(1));
    }

    /** From the next event on. */
    void project(String category, List<Integer> into) {
        generations.put(category, List.copyOf(into));
    }

    Optional<Quarantined> quarantined(StreamId stream) {
        return Optional.ofNullable(quarantined.get(stream));
    }

    Collection<Quarantined> quarantined() {
        return quarantined.values();
    }

    /** Of two reasons the earlier version counts. */
    void put(Quarantined stream) {
        quarantined.merge(stream.streamId(), stream, (one, other) -> one.version() <= other.version() ? one : other);
    }

    void release(StreamId stream) {
        quarantined.remove(stream);
    }

    void put(Discarded stream) {
        discarded.put(stream.streamId(), stream);
    }

    /** The version of the stream's last event that was given up; 0 when none was. */
    long discardedThrough(StreamId stream) {
        Discarded known = discarded.get(stream);
        return known == null ? 0 : known.through();
    }

    /** What was given up of the stream. */
    Optional<Discarded> discarded(StreamId stream) {
        return Optional.ofNullable(discarded.get(stream));
    }

    /** @param living the generation of the stream's views that answers queries */
    Optional<Instant> staleSince(StreamId stream, int living) {
        return Stream.concat(
                        discarded(stream).filter(given -> !given.isWholeIn(living)).stream()
                                .map(Discarded::since),
                        Stream.ofNullable(quarantined.get(stream)).map(Quarantined::since))
                .min(Instant::compareTo);
    }

    /** Of all streams of the category; a record that does not tell its stream may be of any. */
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

    /** Whether the request has been carried out here, and from now on it has. */
    boolean isDone(UUID request) {
        return done.contains(request);
    }

    void done(Collection<UUID> requests) {
        done.addAll(requests);
    }
}
