package io.cartulary.query.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.diff.Change;
import io.cartulary.query.diff.JsonDiff;
import io.cartulary.query.projection.Progress;
import io.cartulary.query.projection.Versioned;
import io.cartulary.query.projection.View;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.timeline.Timeline;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Compares the rows of a stream with what its events say. */
@ApplicationScoped
class Comparing {

    private final List<View<?>> views;
    private final Timeline timeline;
    private final Progress progress;
    private final ObjectMapper json;
    private final AuditConfig config;

    Comparing(@All List<View<?>> views, Timeline timeline, Progress progress, ObjectMapper json, AuditConfig config) {
        this.views = views;
        this.timeline = timeline;
        this.progress = progress;
        this.json = json;
        this.config = config;
    }

    /** What differs for good; fails with {@link StoreUnavailableException} only. */
    Uni<List<Difference>> compare(StreamId stream) {
        return Multi.createFrom()
                .iterable(views)
                .filter(view -> view.category().equals(stream.category()))
                .onItem()
                .transformToUniAndConcatenate(view -> compare(view, stream))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    private Uni<Optional<Difference>> compare(View<?> view, StreamId stream) {
        return look(view, stream)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(config.lookAgainAfter())
                                .chain(() -> look(view, stream)));
    }

    private <S extends Versioned> Uni<Optional<Difference>> look(View<S> view, StreamId stream) {
        // In this order, so that what comes in between can only make the row newer than expected, which is allowed for.
        return progress.of(stream.partition())
                .chain(visible -> view.read(stream)
                        .chain(row -> expected(view, stream, visible, row)
                                .map(expected -> difference(view, stream, row, expected))))
                .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                .recoverWithItem(failure -> Optional.of(new Difference(
                        stream.toString(),
                        view.tables(),
                        List.of(),
                        String.valueOf(failure.getMessage()),
                        Instant.now())));
    }

    private <S extends Versioned> Uni<Optional<S>> expected(
            View<S> view, StreamId stream, long visible, Optional<S> row) {
        var refold = new Refold<S>(visible, row.map(Versioned::version).orElse(0L), view::evolve);
        return timeline.walk(stream, config.atOnce(), refold::add).map(_ -> refold.state());
    }

    private <S extends Versioned> Optional<Difference> difference(
            View<S> view, StreamId stream, Optional<S> row, Optional<S> expected) {
        List<String> fields = JsonDiff.between(tree(row), tree(expected)).stream()
                .map(Change::path)
                .toList();
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(stream.toString(), view.tables(), fields, null, Instant.now()));
    }

    private JsonNode tree(Optional<? extends Versioned> state) {
        return state.<JsonNode>map(json::valueToTree).orElseGet(json::createObjectNode);
    }
}
