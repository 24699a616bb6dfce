package io.cartulary.query.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.cartulary.contracts.StreamId;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Folds the events of a batch, stream by stream, over the rows of the views that follow the stream. */
@ApplicationScoped
class Folding {

    private final ProjectionConfig config;
    private final Map<String, List<View<?>>> views;

    Folding(ProjectionConfig config, @All List<View<?>> views) {
        this.config = config;
        this.views = views.stream().collect(groupingBy(View::category));
    }

    /**
     * The last states, as far as they are new. Fails with {@link PoisonException} when an event leaves a hole behind
     * itself or can't be folded.
     */
    Uni<List<Folded>> fold(List<Polled> events, Assignment held) {
        Map<StreamId, List<Polled>> streams =
                events.stream().collect(groupingBy(event -> event.recorded().streamId(), LinkedHashMap::new, toList()));
        List<Uni<Optional<Folded>>> foldings = new ArrayList<>();
        streams.forEach((stream, fresh) -> followers(fresh.getFirst())
                .forEach(view -> foldings.add(Uni.createFrom().deferred(() -> fold(view, stream, fresh, held)))));
        return Multi.createFrom()
                .iterable(foldings)
                .onItem()
                .transformToUni(folding -> folding)
                .merge(config.inFlight())
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    private List<View<?>> followers(Polled event) {
        List<View<?>> followers = views.get(event.recorded().streamId().category());
        if (followers == null) {
            throw PoisonException.unfollowed(event);
        }
        return followers;
    }

    private <S extends Versioned> Uni<Optional<Folded>> fold(
            View<S> view, StreamId stream, List<Polled> events, Assignment held) {
        var key = new Assignment.Key(view.tables(), stream);
        return row(view, key, held).map(row -> folded(view, key, steps(view, row.orElse(null), events)));
    }

    private static <S extends Versioned> Optional<Folded> folded(
            View<S> view, Assignment.Key key, List<Step<S>> steps) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        S last = steps.getLast().after();
        return Optional.of(new Folded(key, last, view.rowsBeside(steps), view.write(key.stream(), last)));
    }

    private static <S extends Versioned> List<Step<S>> steps(View<S> view, @Nullable S row, List<Polled> events) {
        List<Step<S>> steps = new ArrayList<>();
        S state = row;
        for (Polled event : events) {
            long version = state == null ? 0 : state.version();
            if (event.recorded().version() > version + 1) {
                throw PoisonException.missingVersion(event, version);
            }
            if (event.recorded().version() == version + 1) {
                S after = evolve(view, state, event);
                steps.add(new Step<>(state, event.recorded(), after));
                state = after;
            }
        }
        return steps;
    }

    private static <S extends Versioned> S evolve(View<S> view, @Nullable S state, Polled event) {
        try {
            return view.evolve(state, event.recorded());
        } catch (RuntimeException e) {
            throw PoisonException.unfoldable(event, e);
        }
    }

    @SuppressWarnings("unchecked") // A view's key only ever leads to that view's states.
    private static <S extends Versioned> Uni<Optional<S>> row(View<S> view, Assignment.Key key, Assignment held) {
        Optional<S> kept = (Optional<S>) held.row(key);
        return kept.isPresent() ? Uni.createFrom().item(kept) : view.read(key.stream());
    }
}
