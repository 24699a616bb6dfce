package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;

/**
 * Decides a command in a state.
 *
 * @param <S> the states of the stream
 * @param <C> the commands
 * @param <E> the events of the stream
 */
@FunctionalInterface
public interface Decide<S, C, E extends Event> {

    /** The result: events, none when there is nothing to change, or a rejection. */
    Decision<E> decide(S state, C command, DecisionContext context);
}
