package io.cartulary.query.http;

import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.timeline.Moment;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Versioned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers with the state of a stream, now or in the past: from the view's row, or folded from the timeline by the
 * view's own function.
 */
@ApplicationScoped
public class Answers {

    private final Timeline timeline;
    private final Staleness staleness;
    private final Conditions conditions;

    Answers(Timeline timeline, Staleness staleness, Conditions conditions) {
        this.timeline = timeline;
        this.staleness = staleness;
        this.conditions = conditions;
    }

    /** @param unknown the problem when the stream had no event at that moment */
    public <S extends Versioned> Uni<S> at(
            MomentParameters parameters, Projection<S> view, StreamId stream, Problem unknown) {
        staleness.of(stream);
        return view.read(stream).chain(present -> at(parameters.moment(), view, stream, present, unknown));
    }

    /**
     * The same, restricted to some callers at every moment.
     *
     * @param visible whether the caller may see the stream, by its current state
     * @param unknown also the problem when the caller may not see it
     */
    public <S extends Versioned> Uni<S> at(
            MomentParameters parameters, Projection<S> view, StreamId stream, Predicate<S> visible, Problem unknown) {
        Moment moment = parameters.moment();
        staleness.of(stream);
        return view.read(stream)
                .map(present -> present.filter(visible).orElseThrow(() -> nothingOf(stream, moment, unknown)))
                .chain(present -> at(moment, view, stream, Optional.of(present), unknown));
    }

    /** @param present the view's row, read before the timeline: all of its events are there */
    private <S extends Versioned> Uni<S> at(
            Moment moment, Projection<S> view, StreamId stream, Optional<S> present, Problem unknown) {
        return (moment instanceof Moment.Now
                        ? Uni.createFrom().item(present)
                        : timeline.fold(stream, moment, version(present), view.fold()))
                .map(found -> found.orElseThrow(() -> nothingOf(stream, moment, unknown)))
                .invoke(state -> {
                    if (moment instanceof Moment.AtVersion(long version) && state.version() < version) {
                        throw Problem.NO_SUCH_VERSION.because(
                                "%s is at version %d.".formatted(stream, state.version()));
                    }
                })
                .map(state -> seen(view, state, moment));
    }

    /** Applies the changes by time up to that moment. */
    private <S extends Versioned> S seen(Projection<S> view, S state, Moment moment) {
        S seen = view.seen(state, moment, Instant.now());
        if (!seen.equals(state)) {
            conditions.ignore();
        }
        return seen;
    }

    /**
     * One page of the stream's events. A page after the last event is empty. A stream without events is unknown, and so
     * is a stream that the caller may not see by its current state.
     */
    public <S extends Versioned> Uni<History> history(
            StreamId stream, PageParameters parameters, Projection<S> view, Predicate<S> visible, Problem unknown) {
        int limit = parameters.limit();
        long after = parameters.after();
        staleness.of(stream);
        return view.read(stream)
                .map(present -> present.filter(visible).orElseThrow(() -> nothingOf(stream, new Moment.Now(), unknown)))
                .chain(present -> timeline.page(stream, after, limit, present.version()))
                .map(events -> History.page(events, limit));
    }

    private static RuntimeException nothingOf(StreamId stream, Moment moment, Problem unknown) {
        return unknown.because("There are no events of " + stream + when(moment) + ".");
    }

    private static long version(Optional<? extends Versioned> present) {
        return present.map(Versioned::version).orElse(0L);
    }

    private static String when(Moment moment) {
        return moment instanceof Moment.AsOf(var instant) ? " at " + InstantJson.text(instant) : "";
    }
}
