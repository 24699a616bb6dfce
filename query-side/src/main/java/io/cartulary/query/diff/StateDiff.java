package io.cartulary.query.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartulary.query.http.History;
import io.cartulary.query.timeline.Fold;
import io.cartulary.query.timeline.Moment;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Folds a stream from its first event and keeps the states at two moments. Holds two states and one page of events,
 * independent of the stream's length.
 *
 * @param <S> the state of the stream's view
 */
final class StateDiff<S extends Versioned> {

    /** How the comparison ended. */
    enum End {
        /** More events may follow. */
        OPEN,
        /** An event after {@code to} was read. */
        REACHED,
        /** The same, and that event is not after {@code from}. */
        REVERSED
    }

    private final Moment from;
    private final Moment to;
    private final Page page;
    private final Fold<S> fold;
    private final BiFunction<S, Moment, S> seen;
    private final Function<Object, JsonNode> json;
    private final List<Diff.Cause> events = new ArrayList<>();
    private @Nullable S state;
    private Diff.Side before = Diff.Side.BEGINNING;
    private Diff.Side after = Diff.Side.BEGINNING;
    private @Nullable S stateBefore;
    private End end = End.OPEN;
    private boolean more;

    /** The page of events to show: at most {@code limit} after this version. */
    record Page(long after, int limit) {}

    /** @param seen the state as a caller sees it at that moment */
    StateDiff(
            Moment from,
            Moment to,
            Page page,
            Fold<S> fold,
            BiFunction<S, Moment, S> seen,
            Function<Object, JsonNode> json) {
        this.from = from;
        this.to = to;
        this.page = page;
        this.fold = fold;
        this.seen = seen;
        this.json = json;
    }

    End end() {
        return end;
    }

    /** The version of the last folded event. */
    long version() {
        return after.version();
    }

    /** Adds the stream's next event, while the end is open. */
    void add(RecordedEvent next) {
        if (!to.covers(next)) {
            end = from.covers(next) ? End.REVERSED : End.REACHED;
            return;
        }
        S last = state;
        S now = fold.evolve(last, next);
        state = now;
        after = new Diff.Side(next.version(), next.at());
        if (from.covers(next)) {
            before = after;
            stateBefore = now;
            return;
        }
        if (next.version() > page.after()) {
            show(next, last, now);
        }
    }

    Diff done() {
        List<Change> changes = JsonDiff.between(tree(stateBefore, from), tree(state, to));
        return new Diff(before, after, changes, events, more ? cursor() : null);
    }

    private JsonNode tree(@Nullable S of, Moment moment) {
        return of == null ? JsonDiff.nothing() : json.apply(seen.apply(of, moment));
    }

    private void show(RecordedEvent next, @Nullable S last, S now) {
        if (events.size() < page.limit()) {
            events.add(Diff.Cause.of(next, tree(last), tree(now)));
        } else {
            more = true;
        }
    }

    private String cursor() {
        return History.cursor(events.getLast().version());
    }

    private JsonNode tree(@Nullable S of) {
        return of == null ? JsonDiff.nothing() : json.apply(of);
    }
}
