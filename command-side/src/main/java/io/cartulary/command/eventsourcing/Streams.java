package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.ConcurrentMap;

/** The folded state of streams: remembered, and caught up with the store when it matters. */
public final class Streams {

    /** What one read of a stream brings at most; a longer stream takes several. */
    static final int PAGE = 500;

    private final EventStore store;
    private final ConcurrentMap<Key, Folded<?>> remembered;

    /** A stream may be folded in several ways at once. */
    public record Key(Fold<?, ?> fold, StreamId stream) {}

    /** @param remembered may forget at will; its bound is its own affair */
    public Streams(EventStore store, ConcurrentMap<Key, Folded<?>> remembered) {
        this.store = store;
        this.remembered = remembered;
    }

    /** The state as remembered. Another replica may be ahead of it: the append finds that out. */
    <S, E extends Event> Uni<Folded<S>> remembered(Fold<S, E> fold, StreamId stream) {
        Folded<S> known = known(fold, stream);
        return known.version() > 0 ? Uni.createFrom().item(known) : current(fold, stream);
    }

    /** The state with everything that is stored by now. Reads only what is not remembered. */
    public <S, E extends Event> Uni<Folded<S>> current(Fold<S, E> fold, StreamId stream) {
        return caughtUp(fold, stream, known(fold, stream));
    }

    private <S, E extends Event> Uni<Folded<S>> caughtUp(Fold<S, E> fold, StreamId stream, Folded<S> folded) {
        return store.read(stream, folded.version(), PAGE).chain(page -> {
            if (page.isEmpty()) {
                return Uni.createFrom().item(folded);
            }
            Folded<S> further = folded.with(fold, page);
            remember(fold, stream, further);
            return page.size() < PAGE ? Uni.createFrom().item(further) : caughtUp(fold, stream, further);
        });
    }

    <S, E extends Event> void remember(Fold<S, E> fold, StreamId stream, Folded<S> folded) {
        remembered.merge(
                new Key(fold, stream), folded, (known, candidate) -> candidate.isAfter(known) ? candidate : known);
    }

    @SuppressWarnings("unchecked") // what is under a fold's key was folded by it
    private <S, E extends Event> Folded<S> known(Fold<S, E> fold, StreamId stream) {
        Folded<?> known = remembered.get(new Key(fold, stream));
        return known == null ? Folded.nothing(fold) : (Folded<S>) known;
    }
}
