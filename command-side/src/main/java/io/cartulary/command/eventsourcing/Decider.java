package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import io.cartulary.service.access.Caller;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * An aggregate as pure functions (Jérémie Chassaing, "Functional Event Sourcing Decider"). Ids and prices come with the
 * command, time and caller with the context: the functions use neither a clock nor random numbers.
 *
 * @param fold computes the state from the stream's events
 * @param decide decides a command in a state
 * @param hidden the rejection for a caller who may not know of a stream in that state; empty for all others
 */
public record Decider<S, C, E extends Event>(
        Fold<S, E> fold, Decide<S, C, E> decide, BiFunction<S, Caller, Optional<Rejection>> hidden) {

    /**
     * For every caller.
     *
     * @param form the form of the state in a snapshot
     */
    public static <S, C, E extends Event> Decider<S, C, E> of(
            Class<E> events, SnapshotForm<S> form, S initial, Decide<S, C, E> decide, BiFunction<S, E, S> evolve) {
        return new Decider<>(
                new Fold<>(events, initial, evolve, Optional.of(form)), decide, (_, _) -> Optional.empty());
    }

    /** For every caller, without snapshots: for short streams. */
    public static <S, C, E extends Event> Decider<S, C, E> of(
            Class<E> events, S initial, Decide<S, C, E> decide, BiFunction<S, E, S> evolve) {
        return new Decider<>(Fold.of(events, initial, evolve), decide, (_, _) -> Optional.empty());
    }

    /**
     * The same, for some callers only.
     *
     * @param whom who may see a stream in that state and act on it; everybody in the initial state, in which there is
     * nothing to see
     * @param otherwise the rejection for all other callers: the same as when there is no such stream
     */
    public Decider<S, C, E> onlyFor(BiPredicate<S, Caller> whom, Rejection otherwise) {
        return new Decider<>(
                fold, decide, (state, caller) -> whom.test(state, caller) ? Optional.empty() : Optional.of(otherwise));
    }

    /** Whether the stream is hidden from that caller. */
    boolean hides(S state, Caller caller) {
        return hidden.apply(state, caller).isPresent();
    }

    Decision<E> decide(S state, C command, DecisionContext context) {
        return hidden.apply(state, context.caller())
                .map(Decision::<E>reject)
                .orElseGet(() -> decide.decide(state, command, context));
    }
}
