package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The quarantine of one partition in memory. On the replica that projects the partition it only changes inside the
 * serial executor.
 */
public final class PartitionQuarantine {

    private final Map<StreamId, Quarantined> quarantined = new ConcurrentHashMap<>();
    private final Map<StreamId, Discarded> discarded = new ConcurrentHashMap<>();
    private final Set<UUID> done = ConcurrentHashMap.newKeySet();

    /** @param done the requests that have been executed */
    public PartitionQuarantine(
            Collection<Quarantined> quarantined, Collection<Discarded> discarded, Collection<UUID> done) {
        quarantined.forEach(this::put);
        discarded.forEach(this::put);
        this.done.addAll(done);
    }

    /** Why the stream is in quarantine. */
    public Optional<Quarantined> find(StreamId stream) {
        return Optional.ofNullable(quarantined.get(stream));
    }

    /** The number of streams in quarantine. */
    public int size() {
        return quarantined.size();
    }

    /** The streams in quarantine, at this moment. */
    public List<StreamId> streams() {
        return List.copyOf(quarantined.keySet());
    }

    /** Of two reasons the one with the earlier version counts. */
    void put(Quarantined stream) {
        quarantined.merge(stream.streamId(), stream, (one, other) -> one.version() <= other.version() ? one : other);
    }

    void release(StreamId stream) {
        quarantined.remove(stream);
    }

    /** Notes discarded events, or that a generation contains them. */
    public void put(Discarded stream) {
        discarded.put(stream.streamId(), stream);
    }

    /** The version of the stream's last discarded event; 0 when there is none. */
    public long discardedThrough(StreamId stream) {
        Discarded known = discarded.get(stream);
        return known == null ? 0 : known.through();
    }

    /** The discarded events of the stream. */
    public Optional<Discarded> discarded(StreamId stream) {
        return Optional.ofNullable(discarded.get(stream));
    }

    /** @param living the active generation of the stream's views */
    Optional<Instant> staleSince(StreamId stream, int living) {
        return Stream.concat(
                        discarded(stream).filter(given -> !given.isWholeIn(living)).stream()
                                .map(Discarded::since),
                        find(stream).stream().map(Quarantined::since))
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

    /** Whether the request has been executed here. */
    boolean isDone(UUID request) {
        return done.contains(request);
    }

    void done(UUID request) {
        done.add(request);
    }
}
