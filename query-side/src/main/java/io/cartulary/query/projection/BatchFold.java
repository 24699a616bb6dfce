package io.cartulary.query.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.KnownGenerations;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Versioned;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds events, stream by stream, over the rows of the views that follow the stream. When one view can't fold an event,
 * all views of the stream stay before it, and it waits with the events after it. The active generation decides; see
 * {@link SecondaryGenerations} for the others.
 */
@ApplicationScoped
class BatchFold {

    private final ProjectionConfig config;
    private final KnownGenerations known;
    private final Map<String, List<Projection<?>>> views;

    BatchFold(ProjectionConfig config, KnownGenerations known, @All List<Projection<?>> views) {
        this.config = config;
        this.known = known;
        this.views = views.stream().collect(groupingBy(Projection::category));
    }

    /** Folds each stream of a batch. */
    Uni<List<FoldedStream>> fold(NewRecords unseen, Assignment held) {
        Map<StreamId, List<PositionedEvent>> copies =
                unseen.seen().stream().collect(groupingBy(PositionedEvent::streamId));
        Map<StreamId, List<PositionedEvent>> streams =
                unseen.events().stream().collect(groupingBy(PositionedEvent::streamId, LinkedHashMap::new, toList()));
        return Multi.createFrom()
                .iterable(streams.entrySet())
                .onItem()
                .transformToUni(stream -> foldUpToQuarantine(stream.getKey(), stream.getValue(), held)
                        .map(folded -> folded.withCopies(copies.getOrDefault(stream.getKey(), List.of()))))
                .merge(config.inFlight())
                .collect()
                .asList();
    }

    /** Folds a stream in quarantine up to the version that it is in quarantine for. */
    private Uni<FoldedStream> foldUpToQuarantine(StreamId stream, List<PositionedEvent> events, Assignment held) {
        var quarantined = held.partition(stream.partition()).quarantine().find(stream);
        if (quarantined.isEmpty()) {
            return fold(stream, events, held);
        }
        long barred = quarantined.get().version();
        List<PositionedEvent> before =
                events.stream().filter(event -> event.version() < barred).toList();
        List<PositionedEvent> behind =
                events.stream().filter(event -> event.version() >= barred).toList();
        boolean mended = events.stream().anyMatch(event -> event.version() <= barred);
        return fold(stream, before, held)
                .map(folded -> new FoldedStream(
                        stream,
                        folded.appended(),
                        folded.rows(),
                        concat(folded.waiting(), behind),
                        folded.poison(),
                        mended));
    }

    /** Folds the stream as if it were not in quarantine. */
    Uni<FoldedStream> fold(StreamId stream, List<PositionedEvent> events, Assignment held) {
        long discarded = held.partition(stream.partition()).quarantine().discardedThrough(stream);
        List<PositionedEvent> wanted =
                events.stream().filter(event -> event.version() > discarded).toList();
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(new FoldedStream(stream, List.of(), List.of(), List.of(), null, false));
        }
        List<Integer> generations = known.leading(
                stream.category(), held.partition(stream.partition()).generations(stream.category()));
        if (generations.isEmpty()) {
            return Uni.createFrom().item(new FoldedStream(stream, List.of(), List.of(), List.of(), null, false));
        }
        int leading = generations.getFirst();
        List<Projection<?>> followers = views.get(stream.category());
        if (followers == null) {
            return Uni.createFrom().item(poisoned(wanted, PoisonException.unfollowed(wanted.getFirst())));
        }
        List<Uni<StreamFold<?>>> rows = new ArrayList<>();
        // Deferred, so that a view that fails at once fails like a view that fails later.
        followers.forEach(view ->
                rows.add(Uni.createFrom().deferred(() -> row(view, leading, wanted.getFirst(), discarded, held))));
        return Uni.join()
                .all(rows)
                .andFailFast()
                .map(following -> fold(stream, wanted, following))
                .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                .recoverWithItem(failure -> poisoned(wanted, PoisonException.unfoldable(wanted.getFirst(), failure)));
    }

    /** The first event of a new stream needs no row. */
    private static <S extends Versioned> Uni<StreamFold<S>> row(
            Projection<S> view, int generation, PositionedEvent first, long discarded, Assignment held) {
        boolean isNew = first.version() == 1
                && first.position() > held.partition(first.partition()).position();
        return isNew
                ? Uni.createFrom().item(StreamFold.fromTheFirst(view, generation, first.streamId(), discarded))
                : StreamFold.of(view, generation, first.streamId(), discarded, held);
    }

    /** Folds up to the last event that every view can fold. */
    private static FoldedStream fold(StreamId stream, List<PositionedEvent> events, List<StreamFold<?>> following) {
        List<PositionedEvent> foldable = events;
        PoisonException poison = null;
        while (true) {
            try {
                List<FoldedRow> rows = new ArrayList<>();
                for (StreamFold<?> view : following) {
                    view.fold(foldable).ifPresent(rows::add);
                }
                List<PositionedEvent> waiting = events.subList(foldable.size(), events.size());
                return new FoldedStream(stream, foldable, rows, waiting, poison, false);
            } catch (PoisonException found) {
                poison = found;
                foldable = foldable.subList(0, foldable.indexOf(found.event()));
            }
        }
    }

    private static FoldedStream poisoned(List<PositionedEvent> events, PoisonException poison) {
        return new FoldedStream(events.getFirst().streamId(), List.of(), List.of(), events, poison, false);
    }

    private static List<PositionedEvent> concat(List<PositionedEvent> one, List<PositionedEvent> other) {
        List<PositionedEvent> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
