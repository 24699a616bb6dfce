package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.projection.Polled.Placed;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view, and its row of a stream in one generation.
 *
 * @param discarded the version up to which events were given up: none of them is missed
 */
record Following<S extends Versioned>(
        View<S> view, Assignment.Key key, @Nullable S row, long discarded) {

    /** With the row as it is in memory, or else as it was last written. */
    static <S extends Versioned> Uni<Following<S>> of(
            View<S> view, int generation, StreamId stream, long discarded, Assignment held) {
        var key = new Assignment.Key(view.tables(), generation, stream);
        return row(view, key, held).map(row -> new Following<>(view, key, row.orElse(null), discarded));
    }

    /** With the row as it was last written. */
    static <S extends Versioned> Uni<Following<S>> read(View<S> view, int generation, StreamId stream, long discarded) {
        var key = new Assignment.Key(view.tables(), generation, stream);
        return view.read(stream, generation).map(row -> new Following<>(view, key, row.orElse(null), discarded));
    }

    /**
     * Before the stream's first event, without reading a row: whatever there may be already, of a batch that was broken off
     * or of a replica that has lost the partition, the same events lead to it again.
     */
    static <S extends Versioned> Following<S> fromTheFirst(
            View<S> view, int generation, StreamId stream, long discarded) {
        return new Following<>(view, new Assignment.Key(view.tables(), generation, stream), null, discarded);
    }

    /** With a row that was kept under the view's key. */
    @SuppressWarnings("unchecked") // A view's key only ever leads to that view's states.
    static <S extends Versioned> Following<S> kept(View<S> view, Assignment.Key key, Versioned row) {
        return new Following<>(view, key, (S) row, 0);
    }

    @SuppressWarnings("unchecked") // As above.
    private static <S extends Versioned> Uni<Optional<S>> row(View<S> view, Assignment.Key key, Assignment held) {
        Optional<S> kept = (Optional<S>) held.row(key);
        return kept.isPresent() ? Uni.createFrom().item(kept) : view.read(key.stream(), key.generation());
    }

    /** The version that it has seen, or needs not see any more. */
    long version() {
        return version(row);
    }

    private long version(@Nullable S state) {
        return Math.max(state == null ? 0 : state.version(), discarded);
    }

    /**
     * What to write; empty when none of the events is new.
     *
     * @throws PoisonException at the first one that can't be folded
     */
    Optional<Folded> fold(List<Placed> events) {
        List<Step<S>> steps = steps(events);
        return steps.isEmpty() ? Optional.empty() : Optional.of(folded(steps, events));
    }

    /** The same view after what it has folded. */
    @SuppressWarnings("unchecked") // As above.
    Following<S> after(Folded folded) {
        return new Following<>(view, key, (S) folded.state(), discarded);
    }

    private List<Step<S>> steps(List<Placed> events) {
        List<Step<S>> steps = new ArrayList<>();
        @Nullable S state = row;
        for (Placed event : events) {
            long version = version(state);
            if (event.version() > version + 1) {
                throw PoisonException.missingVersion(event, version);
            }
            if (event.version() == version + 1) {
                S after = evolve(state, event);
                steps.add(new Step<>(state, event.recorded(), after));
                state = after;
            }
        }
        return steps;
    }

    private S evolve(@Nullable S state, Placed event) {
        var recorded = event.recorded();
        try {
            return view.evolve(state, recorded);
        } catch (RuntimeException e) {
            throw PoisonException.unfoldable(event, e);
        }
    }

    private Folded folded(List<Step<S>> steps, List<Placed> events) {
        S last = steps.getLast().after();
        try {
            int generation = key.generation();
            return new Folded(
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
