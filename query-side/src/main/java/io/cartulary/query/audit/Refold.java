package io.cartulary.query.audit;

import io.cartulary.query.store.WrittenRow;
import io.cartulary.query.store.WrittenRows;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Transition;
import io.cartulary.query.view.Versioned;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The expected rows of a stream: the fold of all visible events, and of all events up to the version of the view's row,
 * which may be more.
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
     * @param visible the position up to which all events are projected, read before the row
     * @param seen the version of the row; 0 when it is missing
     */
    Refold(long visible, long seen, Projection<S> view, WrittenRows.Keys keys) {
        this.visible = visible;
        this.seen = seen;
        this.view = view;
        this.beside = new WrittenRows(keys);
    }

    /** Adds the stream's next event; false when the row isn't expected to contain it. */
    boolean add(RecordedEvent next) {
        if (next.envelope().position() > visible && next.version() > seen) {
            return false;
        }
        S after = view.fold().evolve(state, next);
        view.rowsBeside(List.of(new Transition<>(state, next, after))).forEach(beside::add);
        state = after;
        return true;
    }

    /** Empty when the stream is expected to have no row yet. */
    Optional<S> state() {
        return Optional.ofNullable(state);
    }

    /** The expected rows of the stream in the tables of lists and reports. */
    List<WrittenRow> beside() {
        return beside.rows();
    }
}
