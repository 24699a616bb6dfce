package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Tables;
import io.cartulary.query.timeline.Moment;
import io.cartulary.query.timeline.RecordedEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers one question: a fold over the streams of a category, and the row that keeps its last state. The engine finds
 * every implementation by itself.
 *
 * @param <S> the state, one per stream
 */
public interface Projection<S extends Versioned> extends Tables {

    /** The category of the streams it follows. */
    String category();

    /** The state as it was last written; empty when nothing of the stream was projected yet. */
    Uni<Optional<S>> read(StreamId stream, int generation);

    /** The same in the generation that answers queries. */
    default Uni<Optional<S>> read(StreamId stream) {
        return read(stream, Cql.LIVING);
    }

    /**
     * The state after one more event: the next version, always. No clock, no chance, no I/O.
     *
     * @param view null before the stream's first event
     * @throws RuntimeException when the event can't follow upon the state, which ends in a {@link PoisonException}
     */
    S evolve(@Nullable S view, RecordedEvent recorded);

    /**
     * What a state is by an instant, when no event came since: some end at a time that they know.
     *
     * @param instant not before the state's last event
     */
    default S at(S view, Instant instant) {
        return view;
    }

    /**
     * What a state is to whoever looks at that moment.
     *
     * @param now when they ask
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
     * The rows of all other tables that follow from the steps. They are written before the state is: a state tells that
     * everything up to its version is written, and after a crash in between the same steps come again.
     *
     * @param steps of one stream, in order, and at least one
     */
    List<Cql> rowsBeside(List<Transition<S>> steps);
}
