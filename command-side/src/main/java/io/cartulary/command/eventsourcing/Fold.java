package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.function.BiFunction;

/**
 * How events add up to a state.
 *
 * @param events the family of events a stream of this kind holds
 * @param initial the state before the first event
 * @param evolve pure, and never throws: what is recorded has happened
 */
public record Fold<S, E extends Event>(Class<E> events, S initial, BiFunction<S, E, S> evolve) {

    S after(S state, Event event) {
        return evolve.apply(state, events.cast(event));
    }
}
