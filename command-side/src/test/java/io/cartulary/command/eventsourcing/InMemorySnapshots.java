package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Snapshots for specifications of {@link StateCache}. */
public final class InMemorySnapshots implements Snapshots {

    private record Key(SnapshotForm<?> form, StreamId stream) {}

    private final Map<Key, Folded<?>> kept = new HashMap<>();

    @Override
    @SuppressWarnings("unchecked") // each value has its key's form
    public synchronized <S> Uni<Optional<Folded<S>>> load(SnapshotForm<S> form, StreamId stream) {
        return Uni.createFrom().item(Optional.ofNullable((Folded<S>) kept.get(new Key(form, stream))));
    }

    @Override
    public synchronized <S> void keep(SnapshotForm<S> form, StreamId stream, Folded<S> folded) {
        kept.put(new Key(form, stream), folded);
    }
}
