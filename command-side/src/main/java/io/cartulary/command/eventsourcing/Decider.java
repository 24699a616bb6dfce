package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * An aggregate as two pure functions (Jérémie Chassaing, "Functional Event Sourcing Decider"). Time, ids, prices and
 * the caller come in with the command: there is neither clock nor chance inside.
 *
 * @param fold how the stream's events add up to its state
 * @param decide what a command leads to in a state: events, none when the wish is already true, or a rejection
 */
public record Decider<S, C, E extends Event>(Fold<S, E> fold, BiFunction<S, C, Decision<E>> decide) {

    /** @param form what the state looks like in a snapshot */
    public static <S, C, E extends Event> Decider<S, C, E> of(
            Class<E> events,
            SnapshotForm<S> form,
            S initial,
            BiFunction<S, C, Decision<E>> decide,
            BiFunction<S, E, S> evolve) {
        return new Decider<>(new Fold<>(events, initial, evolve, Optional.of(form)), decide);
    }
}
