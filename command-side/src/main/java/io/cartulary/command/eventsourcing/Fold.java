package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Computes a state from events.
 *
 * @param events the family of events a stream of this kind holds
 * @param initial the state before the first event
 * @param evolve pure, and never throws: a recorded event has happened
 * @param form the form of the state in a snapshot; empty when none are kept
 */
public record Fold<S, E extends Event>(
        Class<E> events, S initial, BiFunction<S, E, S> evolve, Optional<SnapshotForm<S>> form) {

    /** A fold without snapshots, for short streams. */
    public static <S, E extends Event> Fold<S, E> of(Class<E> events, S initial, BiFunction<S, E, S> evolve) {
        return new Fold<>(events, initial, evolve, Optional.empty());
    }

    S after(S state, Event event) {
        return evolve.apply(state, events.cast(event));
    }

    /** There is one instance of each fold, and it is the key of a cache. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
