package io.cartulary.query.projection;

import io.cartulary.query.projection.Partition.StoppedPartition;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.topic.TopicRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Projects a batch: groups its events by stream, folds them over the rows of the views, writes the events to the
 * timeline, the rows that follow from them, and the waiting events to the quarantine, then the last states to the rows,
 * then stores the partitions' checkpoints, then commits.
 *
 * <p>Repeating any of these steps changes nothing: events up to the checkpoint are dropped unread, versions up to a
 * row's are skipped, and a write has a version or position of the register as its timestamp.
 */
@ApplicationScoped
class BatchProjection {

    private final BatchFold folding;
    private final SecondaryGenerations secondary;
    private final BatchQuarantine quarantine;
    private final ViewWriter writing;
    private final TimelineRepair repair;
    private final CheckpointTable progress;
    private final ConsumerOffsets offsets;
    private final ProjectionMetrics metrics;
    private final Event<CheckpointAdvanced> advanced;

    BatchProjection(
            BatchFold folding,
            SecondaryGenerations secondary,
            BatchQuarantine quarantine,
            ViewWriter writing,
            TimelineRepair repair,
            CheckpointTable progress,
            ConsumerOffsets offsets,
            ProjectionMetrics metrics,
            Event<CheckpointAdvanced> advanced) {
        this.folding = folding;
        this.secondary = secondary;
        this.quarantine = quarantine;
        this.writing = writing;
        this.repair = repair;
        this.progress = progress;
        this.offsets = offsets;
        this.metrics = metrics;
        this.advanced = advanced;
    }

    /**
     * Runs only inside the serial executor, after the partitions are loaded. Fails with
     * {@link StoreUnavailableException}, and with {@link StoppedPartitionException} when the batch must be cut; either
     * way the attempt may be repeated.
     */
    Uni<Void> attempt(Batch batch, Assignment held) {
        NewRecords unseen = NewRecords.of(batch, held);
        return ProjectionSpans.around(unseen.events(), spans -> project(unseen, held, spans))
                .invoke(() -> offsets.commit(behind(batch, held)));
    }

    private Uni<Void> project(NewRecords unseen, Assignment held, ProjectionSpans spans) {
        return folding.fold(unseen, held)
                .invoke(streams -> quarantine.stopIfFull(unseen, streams, held))
                .chain(streams -> secondary.fold(streams, held))
                .chain(streams -> spans.writing(writing.write(streams, unseen.strays()))
                        .invoke(() -> {
                            if (isAllVisible(unseen, streams)) {
                                tell(unseen);
                                metrics.visible(unseen.events());
                            }
                        })
                        .chain(() -> repair.restore(unseen.copies(), held))
                        .chain(() -> store(unseen))
                        .invoke(() -> remember(unseen, streams, held))
                        .chain(() -> quarantine.resumeMended(streams, held)));
    }

    /**
     * Whether nothing goes to the quarantine. Then waiting requests complete before the checkpoint is stored. Otherwise
     * the quarantine has to be known first, because queries have to report stale views.
     */
    private static boolean isAllVisible(NewRecords unseen, List<FoldedStream> streams) {
        return unseen.strays().isEmpty()
                && streams.stream().allMatch(stream -> stream.waiting().isEmpty());
    }

    private void tell(NewRecords unseen) {
        unseen.lasts().forEach((partition, last) -> advanced.fire(new CheckpointAdvanced(partition, last.position())));
    }

    private Uni<Void> store(NewRecords unseen) {
        return Multi.createFrom()
                .iterable(unseen.lasts().values())
                .onItem()
                .transformToUniAndMerge(progress::store)
                .onItem()
                .ignoreAsUni();
    }

    private void remember(NewRecords unseen, List<FoldedStream> streams, Assignment held) {
        streams.stream().flatMap(stream -> stream.rows().stream()).forEach(row -> held.keep(row.key(), row.state()));
        quarantine.remember(unseen, streams, held);
        unseen.halts().forEach((number, halt) -> held.partition(number).halt(halt.orElse(null)));
        unseen.lasts().forEach((number, last) -> held.partition(number).advance(last.position()));
        if (!isAllVisible(unseen, streams)) {
            tell(unseen);
        }
        unseen.rewinds().forEach(offsets::rewind);
        metrics.projected(unseen.count());
    }

    /** The offset before a stopped partition's record, to which a restart has to return. */
    private static Map<Integer, Long> behind(Batch batch, Assignment held) {
        Map<Integer, Long> behind = new HashMap<>();
        for (TopicRecord last : batch.lasts()) {
            behind.put(
                    last.partition(),
                    held.partition(last.partition())
                            .halt()
                            .map(StoppedPartition::offset)
                            .orElse(last.offset() + 1));
        }
        return behind;
    }
}
