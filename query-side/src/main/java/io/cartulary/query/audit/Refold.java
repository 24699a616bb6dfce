package io.cartulary.query.audit;

import io.cartulary.query.projection.Versioned;
import io.cartulary.query.timeline.Recorded;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a row ought to be: everything that is visible, and everything that the row says it has seen, which may be more.
 *
 * @param <S> the state of the view
 */
final class Refold<S extends Versioned> {

    private final long visible;
    private final long seen;
    private final BiFunction<@Nullable S, Recorded, S> evolve;
    private @Nullable S state;

    /**
     * @param visible position up to which everything is projected, known before the row was read
     * @param seen version of the row; 0 when there is none
     */
    Refold(long visible, long seen, BiFunction<@Nullable S, Recorded, S> evolve) {
        this.visible = visible;
        this.seen = seen;
        this.evolve = evolve;
    }

    /** Adds the stream's next event; false when it has not happened yet, as far as the row is concerned. */
    boolean add(Recorded next) {
        if (next.envelope().position() > visible && next.version() > seen) {
            return false;
        }
        state = evolve.apply(state, next);
        return true;
    }

    /** Empty when the stream ought to have no row yet. */
    Optional<S> state() {
        return Optional.ofNullable(state);
    }
}
