package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Transition;
import io.cartulary.query.view.Versioned;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view, and its row of a stream in one generation.
 *
 * @param discarded the version up to which events were discarded: the fold does not expect them
 */
public record StreamFold<S extends Versioned>(
        Projection<S> view, FoldedRow.Key key, @Nullable S row, long discarded) {

    /** With the row in memory, or else the last written one. */
    static <S extends Versioned> Uni<StreamFold<S>> of(
            Projection<S> view, int generation, StreamId stream, long discarded, Assignment held) {
        var key = new FoldedRow.Key(view.tables(), generation, stream);
        return row(view, key, held).map(row -> new StreamFold<>(view, key, row.orElse(null), discarded));
    }

    /** With the row as it was last written. */
    public static <S extends Versioned> Uni<StreamFold<S>> read(
            Projection<S> view, int generation, StreamId stream, long discarded) {
        var key = new FoldedRow.Key(view.tables(), generation, stream);
        return view.read(stream, generation).map(row -> new StreamFold<>(view, key, row.orElse(null), discarded));
    }

    /**
     * Before the stream's first event, without reading a row: a row of an interrupted batch, or of a replica that has
     * lost the partition, results from the same events.
     */
    public static <S extends Versioned> StreamFold<S> fromTheFirst(
            Projection<S> view, int generation, StreamId stream, long discarded) {
        return new StreamFold<>(view, new FoldedRow.Key(view.tables(), generation, stream), null, discarded);
    }

    /** With a row kept under the view's key. */
    @SuppressWarnings("unchecked") // A view's key only ever leads to that view's states.
    public static <S extends Versioned> StreamFold<S> kept(Projection<S> view, FoldedRow.Key key, Versioned row) {
        return new StreamFold<>(view, key, (S) row, 0);
    }

    @SuppressWarnings("unchecked") // As above.
    private static <S extends Versioned> Uni<Optional<S>> row(Projection<S> view, FoldedRow.Key key, Assignment held) {
        Optional<S> kept = (Optional<S>) held.row(key);
        return kept.isPresent() ? Uni.createFrom().item(kept) : view.read(key.stream(), key.generation());
    }

    /** The version up to which events are folded or discarded. */
    public long version() {
        return version(row);
    }

    private long version(@Nullable S state) {
        return Math.max(state == null ? 0 : state.version(), discarded);
    }

    /**
     * The row to write; empty when no event is new.
     *
     * @throws PoisonException at the first event that can't be folded
     */
    public Optional<FoldedRow> fold(List<PositionedEvent> events) {
        List<Transition<S>> steps = steps(events);
        return steps.isEmpty() ? Optional.empty() : Optional.of(folded(steps, events));
    }

    /** The same view after the fold. */
    @SuppressWarnings("unchecked") // As above.
    StreamFold<S> after(FoldedRow folded) {
        return new StreamFold<>(view, key, (S) folded.state(), discarded);
    }

    private List<Transition<S>> steps(List<PositionedEvent> events) {
        List<Transition<S>> steps = new ArrayList<>();
        @Nullable S state = row;
        for (PositionedEvent event : events) {
            long version = version(state);
            if (event.version() > version + 1) {
                throw PoisonException.missingVersion(event, version);
            }
            if (event.version() == version + 1) {
                RecordedEvent recorded = recorded(event);
                S after = evolve(state, event, recorded);
                steps.add(new Transition<>(state, recorded, after));
                state = after;
            }
        }
        return steps;
    }

    private static RecordedEvent recorded(PositionedEvent event) {
        RecordedEvent readable = event.readable();
        if (readable == null) {
            throw PoisonException.unreadable(event);
        }
        return readable;
    }

    private S evolve(@Nullable S state, PositionedEvent event, RecordedEvent recorded) {
        try {
            return view.fold().evolve(state, recorded);
        } catch (RuntimeException e) {
            throw PoisonException.unfoldable(event, e);
        }
    }

    private FoldedRow folded(List<Transition<S>> steps, List<PositionedEvent> events) {
        S last = steps.getLast().after();
        try {
            int generation = key.generation();
            return new FoldedRow(
                    key,
                    last,
                    view.rowsBeside(steps).stream()
                            .map(row -> row.in(generation))
                            .toList(),
                    view.write(key.stream(), last).in(generation));
        } catch (RuntimeException e) {
            throw PoisonException.unfoldable(events.getLast(), e);
        }
    }
}
