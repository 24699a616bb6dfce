package io.cartulary.query.view;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Tables;
import io.cartulary.query.timeline.Fold;
import io.cartulary.query.timeline.Moment;
import io.cartulary.query.timeline.Timeline;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers one question: a fold over the streams of a category, and the row that stores its last state. The engine finds
 * every implementation by CDI.
 *
 * @param <S> the state, one per stream
 */
public interface Projection<S extends Versioned> extends Tables {

    /** The category of the streams it follows. */
    String category();

    /** The last written state; empty when no event of the stream is projected yet. */
    Uni<Optional<S>> read(StreamId stream, int generation);

    /** The last written state in the active generation. */
    default Uni<Optional<S>> read(StreamId stream) {
        return read(stream, Cql.LIVING);
    }

    /** How the state follows from the stream's events. */
    Fold<S> fold();

    /**
     * The state at a past moment; empty before the first event. Fails with {@link
     * io.cartulary.query.timeline.MissingVersionsException}.
     *
     * <p>The row is read before the timeline: up to its version, all events are in the timeline. No other row says so.
     */
    default Uni<Optional<S>> past(StreamId stream, Moment moment, Timeline timeline) {
        return read(stream)
                .map(present -> present.map(Versioned::version).orElse(0L))
                .chain(known -> timeline.fold(stream, moment, known, fold()));
    }

    /**
     * The state at an instant, if no event follows: some states end at a time that they contain.
     *
     * @param instant not before the state's last event
     */
    default S at(S view, Instant instant) {
        return view;
    }

    /**
     * The state as a caller sees it at that moment.
     *
     * @param now the time of the request
     */
    default S seen(S view, Moment moment, Instant now) {
        return switch (moment) {
            case Moment.Now _ -> at(view, now);
            case Moment.AsOf(Instant instant) -> at(view, instant);
            case Moment.AtVersion _ -> view;
        };
    }

    /** Writes the row that {@link #read(StreamId)} reads, with the state's version as the timestamp. */
    Cql write(StreamId stream, S view);

    /**
     * The rows of all secondary tables that follow from the transitions. They are written before the state: a state
     * tells that everything up to its version is written, and after a crash in between the same transitions come again.
     *
     * @param steps of one stream, in order, at least one
     */
    List<Cql> rowsBeside(List<Transition<S>> steps);
}
