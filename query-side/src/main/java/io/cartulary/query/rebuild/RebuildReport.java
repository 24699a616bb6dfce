package io.cartulary.query.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cartulary.query.rebuild.BackfillProgress.LeftBehind;
import io.cartulary.query.store.Generations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a rebuild.
 *
 * @param startedBy the operator who started it
 * @param changedAt when an operator, or completed work, last changed its state
 * @param filled the folded part
 * @param leftBehind the first streams of each partition that could not be folded to their end
 * @param compared the result of the last comparison; missing until everything is filled
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
        /** The tables are being created. */
        PREPARING,
        /** The events are being folded. */
        FILLING,
        /** Everything is filled, and the rows are being compared with the active ones. */
        COMPARING,
        /** Ready to be activated. */
        COMPARED,
        PAUSED,
        /** The next generation answers queries. */
        ACTIVE,
        /** The previous generation answers queries again. */
        ROLLED_BACK,
        CANCELLING,
        CANCELLED,
        DROPPING,
        DROPPED
    }

    /** The views of one category, with their lists and reports. */
    @Schema(name = "RebuiltViews")
    public record Views(
            @Schema(description = "The category of the views", examples = "cart")
            String of,

            List<String> tables,

            @Schema(description = "The active generation, which answers queries", examples = "1")
            int living,

            @Schema(description = "The generation that the rebuild has built", examples = "2")
            int built) {}

    /** The folded part. */
    @Schema(name = "RebuildProgress")
    public record Filled(
            @Schema(description = "The number of events of these streams")
            long events,

            @Schema(description = "The number of rows written for them")
            long rows,

            List<Partition> partitions) {}

    /** A partition of the topic. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RebuildPartition")
    public record Partition(
            int partition,
            long position,

            @Schema(
                    description =
                            "The target position; later events are projected into the new generation directly. Missing until it is known")
            @Nullable
            Long upTo,

            @Schema(description = "A position that the topic lacks: a replay of the partition brings it") @Nullable
            Long waitsFor,

            @Nullable Instant filledAt) {}

    /** The result of the comparison. */
    @Schema(name = "RebuildComparison")
    public record Compared(
            @Schema(description = "The number of keys in either generation")
            long rows,

            @Schema(description = "The number of rows that still differ after the last read")
            long differing,

            @Schema(description = "The first differing rows of each partition")
            List<RowDifference> differences,

            @Schema(description = "Whether all rows are compared")
            boolean finished) {}

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
