package io.cartulary.query.rebuild;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.projection.Assignments;
import io.cartulary.query.projection.FoldedRow;
import io.cartulary.query.projection.Partition;
import io.cartulary.query.projection.PoisonException;
import io.cartulary.query.projection.ProjectionConfig;
import io.cartulary.query.projection.SecondaryGenerations;
import io.cartulary.query.projection.StreamFold;
import io.cartulary.query.projection.ViewWriter;
import io.cartulary.query.quarantine.Discarded;
import io.cartulary.query.quarantine.Quarantine;
import io.cartulary.query.rebuild.BackfillProgress.Done;
import io.cartulary.query.rebuild.BackfillProgress.LeftBehind;
import io.cartulary.query.store.GenerationAssignments;
import io.cartulary.query.store.GenerationAssignments.Place;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.query.topic.TopicRecord;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.query.topic.TopicRecord.UnidentifiedRecord;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Versioned;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds a partition from its first event into generations that are being built, up to the position from which the
 * partition is projected into them. Both may fold the same event: the write and its timestamp are the same. So it runs
 * outside the serial executor, and batches do not wait for it.
 */
@ApplicationScoped
class Backfill {

    private final Assignments assignments;
    private final GenerationAssignments joined;
    private final SecondaryGenerations besides;
    private final ViewWriter writing;
    private final Timeline timeline;
    private final Quarantine quarantine;
    private final ProjectionConfig config;

    Backfill(
            Assignments assignments,
            GenerationAssignments joined,
            SecondaryGenerations besides,
            ViewWriter writing,
            Timeline timeline,
            Quarantine quarantine,
            ProjectionConfig config) {
        this.assignments = assignments;
        this.joined = joined;
        this.besides = besides;
        this.writing = writing;
        this.timeline = timeline;
        this.quarantine = quarantine;
        this.config = config;
    }

    /**
     * Continues from the stored progress. Empty until this replica itself projects the partition into all of the
     * generations: only then the position after which that began is certain.
     *
     * @param generations by category of streams
     * @param listed the maximum number of listed streams that are left behind
     */
    public Uni<Optional<BackfillProgress>> begin(
            int partition, Map<String, Integer> generations, Done before, int listed) {
        boolean projected = assignments
                .find(partition)
                .map(held -> generations.entrySet().stream()
                        .allMatch(one -> held.generations(one.getKey()).contains(one.getValue())))
                .orElse(false);
        return projected
                ? joined.of(partition)
                        .map(places -> Optional.of(new BackfillProgress(
                                partition,
                                generations,
                                behind(places, generations),
                                config.cachedRows(),
                                listed,
                                before)))
                : Uni.createFrom().item(Optional.empty());
    }

    private static long behind(Map<String, Place> places, Map<String, Integer> generations) {
        return generations.keySet().stream()
                .mapToLong(category -> Optional.ofNullable(places.get(category))
                        .map(Place::behind)
                        .orElse(0L))
                .max()
                .orElse(0);
    }

    /**
     * Folds the next events among these records. It skips copies, and records after missing positions: when those come
     * as a replay, the records after them come again.
     */
    public Uni<Void> fill(BackfillProgress fill, List<ConsumerRecord<String, String>> records) {
        List<PositionedEvent> events = new ArrayList<>();
        long position = fill.position();
        for (ConsumerRecord<String, String> record : records) {
            if (position >= fill.upTo()) {
                break;
            }
            TopicRecord next = TopicRecord.of(record);
            if (next.position() == position + 1) {
                position++;
                take(next, fill, events);
            }
        }
        long upTo = position;
        return fold(fill, events)
                .chain(rows -> writing.writeRows(rows)
                        .chain(() -> restore(fill, events))
                        .invoke(() -> fill.advance(upTo, events.size(), rows)));
    }

    /**
     * Folds the events that an operator has discarded and that can be read by now: it writes them to the timeline, too,
     * and the views of the generation are not stale.
     */
    private Uni<Void> restore(BackfillProgress fill, List<PositionedEvent> events) {
        return assignments
                .find(fill.partition())
                .map(held -> restore(fill, held, events))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> restore(BackfillProgress fill, Partition held, List<PositionedEvent> events) {
        List<PositionedEvent> restored = new ArrayList<>();
        List<Discarded> whole = new ArrayList<>();
        for (PositionedEvent event : events) {
            held.quarantine()
                    .discarded(event.streamId())
                    .filter(given -> event.version() <= given.through() && !fill.isLeftBehind(event.streamId()))
                    .ifPresent(given -> {
                        restored.add(event);
                        if (event.version() == given.through()) {
                            whole.add(given.rebuiltIn(
                                    fill.generation(event.streamId().category()).orElseThrow()));
                        }
                    });
        }
        if (restored.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return writing.write(restored.stream().map(event -> timeline.append(event.envelope())))
                .chain(() -> writing.write(whole.stream().map(quarantine::rebuilt)))
                .invoke(() -> whole.forEach(held.quarantine()::put));
    }

    private static void take(TopicRecord next, BackfillProgress fill, List<PositionedEvent> events) {
        switch (next) {
            case PositionedEvent event -> {
                if (fill.generation(event.streamId().category()).isPresent()) {
                    events.add(event);
                }
            }
            case UnidentifiedRecord stray ->
                fill.leaveBehind(new LeftBehind(
                        "record:%d-%d".formatted(next.partition(), next.raw().offset()), 0, stray.problem()));
        }
    }

    private Uni<List<FoldedRow>> fold(BackfillProgress fill, List<PositionedEvent> events) {
        Map<StreamId, List<PositionedEvent>> streams =
                events.stream().collect(groupingBy(PositionedEvent::streamId, LinkedHashMap::new, toList()));
        return Multi.createFrom()
                .iterable(streams.entrySet())
                .filter(stream -> !fill.isLeftBehind(stream.getKey()))
                .onItem()
                .transformToUni(stream -> fold(fill, stream.getKey(), stream.getValue()))
                .merge(config.inFlight())
                .onItem()
                .<FoldedRow>disjoint()
                .collect()
                .asList();
    }

    private Uni<List<FoldedRow>> fold(BackfillProgress fill, StreamId stream, List<PositionedEvent> events) {
        int generation = fill.generation(stream.category()).orElseThrow();
        return Multi.createFrom()
                .iterable(besides.of(stream.category()))
                .onItem()
                .transformToUniAndConcatenate(view -> fold(fill, view, generation, events))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    private <S extends Versioned> Uni<Optional<FoldedRow>> fold(
            BackfillProgress fill, Projection<S> view, int generation, List<PositionedEvent> events) {
        PositionedEvent first = events.getFirst();
        return row(fill, view, generation, first)
                .chain(row -> besides.reach(row, first.version() - 1))
                .map(row -> fold(fill, row, events))
                .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                .recoverWithItem(failure -> {
                    fill.leaveBehind(left(first, failure));
                    return Optional.empty();
                });
    }

    /** What a stream begins with needs no row. */
    private static <S extends Versioned> Uni<StreamFold<S>> row(
            BackfillProgress fill, Projection<S> view, int generation, PositionedEvent first) {
        StreamId stream = first.streamId();
        if (first.version() == 1) {
            return Uni.createFrom().item(StreamFold.fromTheFirst(view, generation, stream, 0));
        }
        var key = new FoldedRow.Key(view.tables(), generation, stream);
        return fill.row(key)
                .map(kept -> Uni.createFrom().item(StreamFold.kept(view, key, kept)))
                .orElseGet(() -> StreamFold.read(view, generation, stream, 0));
    }

    /** Folds up to the first event that fails. */
    private static Optional<FoldedRow> fold(BackfillProgress fill, StreamFold<?> row, List<PositionedEvent> events) {
        try {
            return row.fold(events);
        } catch (PoisonException found) {
            fill.leaveBehind(left(found.event(), found));
            return row.fold(events.subList(0, events.indexOf(found.event())));
        }
    }

    private static LeftBehind left(PositionedEvent event, Throwable failure) {
        return new LeftBehind(event.streamId().toString(), event.version(), String.valueOf(failure.getMessage()));
    }

    /**
     * Runs when all is folded: a garbled record may have come later as a copy. The active views have followed it, and
     * the timeline has it.
     */
    public Uni<Void> finish(BackfillProgress fill) {
        return Multi.createFrom()
                .iterable(fill.leftBehind())
                .filter(left -> left.version() > 0)
                .onItem()
                .transformToUniAndConcatenate(left -> finish(fill, left))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> finish(BackfillProgress fill, LeftBehind left) {
        StreamId stream = StreamId.parse(left.stream());
        int generation = fill.generation(stream.category()).orElseThrow();
        return Multi.createFrom()
                .iterable(besides.of(stream.category()))
                .onItem()
                .transformToUniAndConcatenate(view -> reached(view, generation, stream))
                .filter(version -> version < left.version())
                .collect()
                .asList()
                .invoke(behind -> {
                    if (behind.isEmpty()) {
                        fill.catchUp(left);
                    }
                })
                .replaceWithVoid();
    }

    /** The version that the timeline advances the row to; 0 when it can't advance it. */
    private <S extends Versioned> Uni<Long> reached(Projection<S> view, int generation, StreamId stream) {
        return StreamFold.read(view, generation, stream, 0)
                .chain(row -> besides.reach(row, Long.MAX_VALUE))
                .map(StreamFold::version)
                .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                .recoverWithItem(0L);
    }
}
