package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Folded states kept beside the events, so that a long stream need not be read from its beginning. Disposable. */
public interface Snapshots {

    /** The latest snapshot of a stream in this form; never fails, as the events are there in any case. */
    <S> Uni<Optional<Folded<S>>> load(SnapshotForm<S> form, StreamId stream);

    /** Keeps the state for later, or does not. Returns at once. */
    <S> void keep(SnapshotForm<S> form, StreamId stream, Folded<S> folded);
}
