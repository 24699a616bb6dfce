package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.projection.Partition.StoppedPartition;
import io.cartulary.query.quarantine.PartitionQuarantine;
import io.cartulary.query.quarantine.ProjectedPartition;
import io.cartulary.query.quarantine.QuarantineAdmission;
import io.cartulary.query.quarantine.QuarantineRelease;
import io.cartulary.query.quarantine.Quarantined;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** What batches and the quarantine have to do with each other: streams that a batch puts in, and lets out again. */
@ApplicationScoped
class BatchQuarantine {

    private final BatchFold folding;
    private final SecondaryGenerations secondary;
    private final ViewWriter writing;
    private final ConsumerOffsets offsets;
    private final QuarantineAdmission admission;
    private final QuarantineRelease release;

    BatchQuarantine(
            BatchFold folding,
            SecondaryGenerations secondary,
            ViewWriter writing,
            ConsumerOffsets offsets,
            QuarantineAdmission admission,
            QuarantineRelease release) {
        this.folding = folding;
        this.secondary = secondary;
        this.writing = writing;
        this.offsets = offsets;
        this.admission = admission;
        this.release = release;
    }

    /** @throws StoppedPartitionException when the quarantine is full: that partition stops before the stream */
    void stopIfFull(NewRecords unseen, List<FoldedStream> streams, Assignment held) {
        admission
                .rejected(
                        found(unseen, streams), number -> held.partition(number).quarantine())
                .ifPresent(rejected -> {
                    int number = rejected.stream().partition();
                    StoppedPartition full = StoppedPartition.fullQuarantine(rejected);
                    held.partition(number).halt(full);
                    throw new StoppedPartitionException(number, full.offset(), full.reason());
                });
    }

    /** Call it only after the quarantine is written. */
    void remember(NewRecords unseen, List<FoldedStream> streams, Assignment held) {
        found(unseen, streams)
                .forEach(stream -> admission.remember(
                        stream, held.partition(stream.partition()).quarantine()));
    }

    private static Stream<Quarantined> found(NewRecords unseen, List<FoldedStream> streams) {
        return Stream.concat(
                streams.stream().flatMap(stream -> stream.found().stream()),
                unseen.strays().stream().map(Quarantined::of));
    }

    /** Retries the streams for which an event has come that they may have waited for. */
    Uni<Void> resumeMended(List<FoldedStream> streams, Assignment held) {
        List<StreamId> mended = streams.stream()
                .filter(FoldedStream::mended)
                .map(FoldedStream::streamId)
                .toList();
        return mended.isEmpty()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(mended)
                        .onItem()
                        .transformToUniAndConcatenate(
                                stream -> release.resume(stream, of(held.partition(stream.partition()), held)))
                        .onItem()
                        .ignoreAsUni();
    }

    /** Retries all streams of a partition that are in quarantine: this may be a newer release. */
    Uni<Void> resumeAll(Partition partition, Assignment held) {
        return release.resumeAll(of(partition, held));
    }

    /** The partition as the quarantine sees it, for as long as the assignment lasts. */
    ProjectedPartition of(Partition partition, Assignment held) {
        return new Held(partition, held);
    }

    private final class Held implements ProjectedPartition {

        private final Partition partition;
        private final Assignment held;

        Held(Partition partition, Assignment held) {
            this.partition = partition;
            this.held = held;
        }

        @Override
        public PartitionQuarantine quarantine() {
            return partition.quarantine();
        }

        @Override
        public Uni<FoldedStream> project(List<PositionedEvent> waiting) {
            return folding.fold(waiting.getFirst().streamId(), waiting, held)
                    .chain(folded -> secondary.fold(folded, held))
                    .call(writing::writeProjected)
                    .invoke(folded -> folded.rows().forEach(row -> held.keep(row.key(), row.state())));
        }

        @Override
        public void resume() {
            partition.halt().filter(halt -> !halt.rewound()).ifPresent(halt -> {
                partition.halt(halt.rewinding());
                offsets.rewind(partition.number(), halt.offset());
            });
        }
    }
}
