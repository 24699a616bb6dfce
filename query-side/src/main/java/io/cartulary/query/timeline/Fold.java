package io.cartulary.query.timeline;

import org.jspecify.annotations.Nullable;

/**
 * The fold of a stream's events into a state.
 *
 * @param <S> the state, one per stream
 */
@FunctionalInterface
public interface Fold<S> {

    /**
     * The state after one more event, always the next version. No clock, no randomness, no I/O.
     *
     * @param state null before the stream's first event
     * @throws RuntimeException when the event can't follow the state, and has to wait in quarantine
     */
    S evolve(@Nullable S state, RecordedEvent recorded);
}
