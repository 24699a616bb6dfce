package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import io.cartulary.service.access.Caller;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * An aggregate as pure functions (Jérémie Chassaing, "Functional Event Sourcing Decider"). Time, ids, prices and the
 * caller come in with the command: there is neither clock nor chance inside.
 *
 * @param fold how the stream's events add up to its state
 * @param decide what a command leads to in a state: events, none when there is nothing to change, or a rejection
 * @param hidden what a caller is told who may not know of a stream in that state, and nothing to all others
 */
public record Decider<S, C, E extends Event>(
        Fold<S, E> fold, BiFunction<S, C, Decision<E>> decide, BiFunction<S, Caller, Optional<Rejection>> hidden) {

    /**
     * For every caller.
     *
     * @param form what the state looks like in a snapshot
     */
    public static <S, C, E extends Event> Decider<S, C, E> of(
            Class<E> events,
            SnapshotForm<S> form,
            S initial,
            BiFunction<S, C, Decision<E>> decide,
            BiFunction<S, E, S> evolve) {
        return new Decider<>(
                new Fold<>(events, initial, evolve, Optional.of(form)), decide, (_, _) -> Optional.empty());
    }

    /**
     * The same, for some callers only.
     *
     * @param whom may see a stream in that state, and act on it; anybody in the initial state, in which there is nothing
     *     to see
     * @param otherwise what all others are told: the same as when there is no such stream
     */
    public Decider<S, C, E> onlyFor(BiPredicate<S, Caller> whom, Rejection otherwise) {
        return new Decider<>(
                fold, decide, (state, caller) -> whom.test(state, caller) ? Optional.empty() : Optional.of(otherwise));
    }

    /** Whether there is nothing to see for that caller. */
    boolean hides(S state, Caller caller) {
        return hidden.apply(state, caller).isPresent();
    }

    Decision<E> decide(S state, C command, Caller caller) {
        return hidden.apply(state, caller).map(Decision::<E>reject).orElseGet(() -> decide.apply(state, command));
    }
}
