package io.cartulary.query.audit;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.diff.Change;
import io.cartulary.query.diff.JsonDiff;
import io.cartulary.query.projection.CheckpointTable;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.store.Tables;
import io.cartulary.query.store.WrittenRow;
import io.cartulary.query.store.WrittenRows;
import io.cartulary.query.timeline.MissingVersionsException;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Versioned;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the rows of a stream with its events. */
@ApplicationScoped
class RowAudit {

    private final List<Projection<?>> views;
    private final Timeline timeline;
    private final CheckpointTable progress;
    private final ObjectMapper json;
    private final AuditConfig config;
    private final Store store;
    private final WrittenRows.Keys keys;

    RowAudit(
            @All List<Projection<?>> views,
            @All List<Tables> tables,
            Store store,
            Timeline timeline,
            CheckpointTable progress,
            ObjectMapper json,
            AuditConfig config) {
        this.views = views;
        this.store = store;
        this.keys = new WrittenRows.Keys(tables);
        this.timeline = timeline;
        this.progress = progress;
        this.json = json;
        this.config = config;
    }

    /** The differences that remain after the second check; fails with {@link StoreUnavailableException} only. */
    Uni<List<Difference>> compare(StreamId stream) {
        return Multi.createFrom()
                .iterable(views)
                .filter(view -> view.category().equals(stream.category()))
                .onItem()
                .transformToUniAndConcatenate(view -> compare(view, stream))
                .onItem()
                .<Difference>disjoint()
                .collect()
                .asList();
    }

    private Uni<List<Difference>> compare(Projection<?> view, StreamId stream) {
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

    private <S extends Versioned> Uni<List<Difference>> look(Projection<S> view, StreamId stream) {
        // In this order a concurrent event can only make the row newer than expected, which is allowed.
        return progress.of(stream.partition())
                .chain(visible -> view.read(stream)
                        .chain(row -> refolded(view, stream, visible, row)
                                .chain(refold -> beside(stream, refold.beside())
                                        .map(beside -> Stream.concat(
                                                        difference(view, stream, row, refold.state()).stream(),
                                                        beside.stream())
                                                .toList()))))
                .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                .recoverWithItem(failure -> List.of(new Difference(
                        stream.toString(),
                        failure instanceof MissingVersionsException ? timeline.tables() : view.tables(),
                        List.of(),
                        String.valueOf(failure.getMessage()),
                        Instant.now())));
    }

    private <S extends Versioned> Uni<Refold<S>> refolded(
            Projection<S> view, StreamId stream, long visible, Optional<S> row) {
        long known = row.map(Versioned::version).orElse(0L);
        var refold = new Refold<>(visible, known, view, keys);
        return timeline.walk(stream, config.atOnce(), known, refold::add).map(_ -> refold);
    }

    /** The differing rows of lists and reports, table by table. It doesn't search for unexpected rows. */
    private Uni<List<Difference>> beside(StreamId stream, List<WrittenRow> expected) {
        return Multi.createFrom()
                .iterable(expected)
                .onItem()
                .transformToUniAndConcatenate(
                        row -> store.first(row.select()).map(found -> Map.entry(row.name(), row.differing(found))))
                .filter(row -> !row.getValue().isEmpty())
                .collect()
                .asList()
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                Map.Entry::getKey,
                                TreeMap::new,
                                flatMapping(
                                        row -> row.getValue().stream().map("/"::concat), toCollection(TreeSet::new)))))
                .map(tables -> tables.entrySet().stream()
                        .map(table -> new Difference(
                                stream.toString(), table.getKey(), List.copyOf(table.getValue()), null, Instant.now()))
                        .toList());
    }

    private <S extends Versioned> Optional<Difference> difference(
            Projection<S> view, StreamId stream, Optional<S> row, Optional<S> expected) {
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
