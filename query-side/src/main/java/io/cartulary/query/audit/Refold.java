package io.cartulary.query.audit;

import io.cartulary.query.projection.Projection;
import io.cartulary.query.projection.Transition;
import io.cartulary.query.projection.Versioned;
import io.cartulary.query.store.WrittenRow;
import io.cartulary.query.store.WrittenRows;
import io.cartulary.query.timeline.RecordedEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a stream's rows ought to be: everything that is visible, and everything that the view's row says it has seen, which may be more.
 *
 * @param <S> the state of the view
 */
final class Refold<S extends Versioned> {

    private final long visible;
    private final long seen;
    private final Projection<S> view;
    private final WrittenRows beside;
    private @Nullable S state;

    /**
     * @param visible position up to which everything is projected, known before the row was read
     * @param seen version of the row; 0 when there is none
     */
    Refold(long visible, long seen, Projection<S> view, WrittenRows.Keys keys) {
        this.visible = visible;
        this.seen = seen;
        this.view = view;
        this.beside = new WrittenRows(keys);
    }

    /** Adds the stream's next event; false when it has not happened yet, as far as the row is concerned. */
    boolean add(RecordedEvent next) {
        if (next.envelope().position() > visible && next.version() > seen) {
            return false;
        }
        S after = view.evolve(state, next);
        view.rowsBeside(List.of(new Transition<>(state, next, after))).forEach(beside::add);
        state = after;
        return true;
    }

    /** Empty when the stream ought to have no row yet. */
    Optional<S> state() {
        return Optional.ofNullable(state);
    }

    /** What the stream ought to have in the tables of lists and reports. */
    List<WrittenRow> beside() {
        return beside.rows();
    }
}
