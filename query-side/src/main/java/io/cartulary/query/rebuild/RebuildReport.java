package io.cartulary.query.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cartulary.query.projection.BackfillProgress.LeftBehind;
import io.cartulary.query.store.Generations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is.
 *
 * @param startedBy who caused it
 * @param changedAt when an operator, or the work done, has last changed its state
 * @param filled what has been folded
 * @param leftBehind streams that could not be folded to their end, the first ones of each partition
 * @param compared what the last comparison has found; missing until everything is filled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(
        targets = {
            RebuildReport.class,
            RebuildReport.Views.class,
            RebuildReport.Filled.class,
            RebuildReport.Partition.class,
            RebuildReport.Compared.class,
            RowDifference.class,
            LeftBehind.class
        })
public record RebuildReport(
        UUID id,
        State state,
        String startedBy,
        Instant startedAt,
        Instant changedAt,
        List<Views> views,
        Filled filled,
        List<LeftBehind> leftBehind,
        @Nullable Compared compared) {

    /** Where it is. */
    @Schema(name = "RebuildState")
    public enum State {
        /** The tables are being made. */
        PREPARING,
        /** The events are being folded. */
        FILLING,
        /** Everything is filled, and the rows are being compared with the living ones. */
        COMPARING,
        /** It can be activated. */
        COMPARED,
        PAUSED,
        /** It answers queries. */
        ACTIVE,
        /** The last generation answers queries again. */
        ROLLED_BACK,
        CANCELLING,
        CANCELLED,
        DROPPING,
        DROPPED
    }

    /**
     * Views of one kind, with their lists and reports.
     *
     * @param of what they are views of
     * @param living the generation that answers queries
     */
    @Schema(name = "RebuiltViews")
    public record Views(
            @Schema(examples = "cart") String of,
            List<String> tables,
            @Schema(examples = "1") int living,
            @Schema(examples = "2") int built) {}

    /**
     * What has been folded.
     *
     * @param events of the streams concerned
     * @param rows written for them
     */
    @Schema(name = "RebuildProgress")
    public record Filled(long events, long rows, List<Partition> partitions) {}

    /**
     * A partition of the topic.
     *
     * @param upTo the position to be reached; events behind it come by themselves. Missing until that is known
     * @param waitsFor a position that the topic has not: a replay of the partition brings it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RebuildPartition")
    public record Partition(
            int partition,
            long position,
            @Nullable Long upTo,
            @Nullable Long waitsFor,
            @Nullable Instant filledAt) {}

    /**
     * What has been compared.
     *
     * @param rows keys that either generation has
     * @param differing rows that differ for good
     * @param differences the first ones of each partition
     * @param finished whether these are all rows
     */
    @Schema(name = "RebuildComparison")
    public record Compared(long rows, long differing, List<RowDifference> differences, boolean finished) {}

    static RebuildReport of(
            Rebuild rebuild, List<PartitionProgress> parts, Generations generations, RowComparison comparing) {
        boolean filled = parts.stream().allMatch(PartitionProgress::isFilled);
        boolean compared = parts.stream().allMatch(part -> part.isCompared(rebuild.comparison()));
        return new RebuildReport(
                rebuild.id(),
                state(rebuild, filled, compared),
                rebuild.actor(),
                rebuild.startedAt(),
                rebuild.changedAt(),
                rebuild.next().entrySet().stream()
                        .map(one -> new Views(
                                one.getKey(),
                                comparing.tables(one.getKey()),
                                generations.of(one.getKey()).living(),
                                one.getValue()))
                        .sorted(Comparator.comparing(Views::of))
                        .toList(),
                new Filled(
                        parts.stream().mapToLong(part -> part.done().events()).sum(),
                        parts.stream().mapToLong(part -> part.done().rows()).sum(),
                        parts.stream().map(RebuildReport::partition).toList()),
                parts.stream()
                        .flatMap(part -> part.done().leftBehind().stream())
                        .toList(),
                filled ? compared(parts, rebuild.comparison(), compared) : null);
    }

    private static Partition partition(PartitionProgress part) {
        return new Partition(
                part.partition(),
                part.done().position(),
                part.isFilled() || part.upTo() > 0 ? part.upTo() : null,
                part.missing().orElse(null),
                part.filledAt());
    }

    private static State state(Rebuild rebuild, boolean filled, boolean compared) {
        return switch (rebuild.state()) {
            case PREPARING -> State.PREPARING;
            case FILLING -> compared ? State.COMPARED : filled ? State.COMPARING : State.FILLING;
            case PAUSED -> State.PAUSED;
            case ACTIVE -> State.ACTIVE;
            case ROLLED_BACK -> State.ROLLED_BACK;
            case CANCELLING -> State.CANCELLING;
            case CANCELLED -> State.CANCELLED;
            case DROPPING -> State.DROPPING;
            case DROPPED -> State.DROPPED;
        };
    }

    private static Compared compared(List<PartitionProgress> parts, int comparison, boolean finished) {
        List<PartitionProgress.Compared> all = parts.stream()
                .map(PartitionProgress::compared)
                .filter(part -> part.comparison() == comparison)
                .toList();
        return new Compared(
                all.stream().mapToLong(PartitionProgress.Compared::rows).sum(),
                all.stream().mapToLong(PartitionProgress.Compared::differing).sum(),
                all.stream().flatMap(part -> part.differences().stream()).toList(),
                finished);
    }
}
