package io.cartulary.query.projection;

import static java.util.stream.Collectors.groupingBy;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.KnownGenerations;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Versioned;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Folds the events of the active generation into the other ones, too: the next one, which is being built, or the
 * previous one, which is kept for a rollback. Where their rows lag, the timeline has the events between. Their failures
 * do not affect the active generation.
 */
@ApplicationScoped
public class SecondaryGenerations {

    private static final Logger LOG = Logger.getLogger(SecondaryGenerations.class);

    private final KnownGenerations known;
    private final Timeline timeline;
    private final ViewWriter writing;
    private final ProjectionConfig config;
    private final ProjectionMetrics metrics;
    private final Map<String, List<Projection<?>>> views;

    SecondaryGenerations(
            KnownGenerations known,
            Timeline timeline,
            ViewWriter writing,
            ProjectionConfig config,
            ProjectionMetrics metrics,
            @All List<Projection<?>> views) {
        this.known = known;
        this.timeline = timeline;
        this.writing = writing;
        this.config = config;
        this.metrics = metrics;
        this.views = views.stream().collect(groupingBy(Projection::category));
    }

    /** The streams with the rows of the other generations. */
    Uni<List<FoldedStream>> fold(List<FoldedStream> streams, Assignment held) {
        if (streams.stream().allMatch(stream -> others(stream, held).isEmpty())) {
            return Uni.createFrom().item(streams);
        }
        return Multi.createFrom()
                .iterable(streams)
                .onItem()
                .transformToUni(stream -> fold(stream, held))
                .merge(config.inFlight())
                .collect()
                .asList();
    }

    /** The stream with the rows of the other generations. */
    Uni<FoldedStream> fold(FoldedStream led, Assignment held) {
        StreamId stream = led.streamId();
        List<Integer> others = others(led, held);
        long discarded = held.partition(stream.partition()).quarantine().discardedThrough(stream);
        List<PositionedEvent> events = led.appended();
        return Multi.createFrom()
                .iterable(others)
                .onItem()
                .transformToMultiAndConcatenate(generation -> Multi.createFrom()
                        .iterable(views.getOrDefault(stream.category(), List.of()))
                        .onItem()
                        .transformToUniAndConcatenate(view -> fold(view, generation, events, discarded, held)))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList()
                .map(rows -> rows.isEmpty() ? led : led.with(rows));
    }

    private List<Integer> others(FoldedStream stream, Assignment held) {
        if (stream.appended().isEmpty()) {
            return List.of();
        }
        String category = stream.streamId().category();
        List<Integer> all = known.leading(
                category, held.partition(stream.streamId().partition()).generations(category));
        return all.subList(Math.min(1, all.size()), all.size());
    }

    private <S extends Versioned> Uni<Optional<FoldedRow>> fold(
            Projection<S> view, int generation, List<PositionedEvent> events, long discarded, Assignment held) {
        StreamId stream = events.getFirst().streamId();
        return StreamFold.of(view, generation, stream, discarded, held)
                .chain(row -> reach(row, events.getFirst().version() - 1))
                .map(row -> row.fold(events))
                .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                .recoverWithItem(failure -> {
                    metrics.leftBehind();
                    LOG.warnf(
                            "left behind: generation %d of %s, stream %s: %s",
                            generation, view.tables(), stream, failure.getMessage());
                    return Optional.empty();
                });
    }

    /** Folds and writes the timeline's events of the stream up to that version, in pages. */
    public <S extends Versioned> Uni<StreamFold<S>> reach(StreamFold<S> row, long upTo) {
        if (row.version() >= upTo) {
            return Uni.createFrom().item(row);
        }
        return timeline.after(row.key().stream(), row.version(), config.page()).chain(kept -> {
            List<PositionedEvent> events = kept.stream()
                    .filter(event -> event.version() <= upTo)
                    .map(PositionedEvent::again)
                    .toList();
            return row.fold(events)
                    .map(folded -> writing.writeRows(List.of(folded)).chain(() -> reach(row.after(folded), upTo)))
                    .orElseGet(() -> Uni.createFrom().item(row));
        });
    }

    /** The views that follow streams of the category. */
    public List<Projection<?>> of(String category) {
        return views.getOrDefault(category, List.of());
    }
}
