package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Folded states, stored with the events so that a long stream need not be read from its beginning. Disposable. */
public interface Snapshots {

    /** The latest snapshot of a stream in this form. Never fails, because the events exist in any case. */
    <S> Uni<Optional<Folded<S>>> load(SnapshotForm<S> form, StreamId stream);

    /** Keeps the state for later, if it can. Returns at once. */
    <S> void keep(SnapshotForm<S> form, StreamId stream, Folded<S> folded);
}
