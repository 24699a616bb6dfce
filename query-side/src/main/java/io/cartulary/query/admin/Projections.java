package io.cartulary.query.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The projection progress of every partition.
 *
 * @param commitToVisible of what the answering replica has projected lately; missing when that is nothing
 */
@RegisterForReflection(targets = {Projections.class, Projections.Partition.class, Projections.CommitToVisible.class})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Projections(
        List<Partition> partitions,

        @Nullable
        @Schema(
                description =
                        "The delay from the commit of an event until queries see it. Missing if the answering replica has projected no event in the last minutes")
        CommitToVisible commitToVisible) {

    public Projections {
        partitions = partitions.stream()
                .sorted(Comparator.comparingInt(Partition::partition))
                .toList();
    }

    /** From an event's being recorded until queries see it, by the clocks of both services. */
    @Schema(
            name = "CommitToVisible",
            description =
                    "The delays from commit to visible of the events that the answering replica has projected in the last minutes, by the clocks of both services")
    public record CommitToVisible(
            @Schema(description = "The length of the period whose events count, in ms", examples = "300000")
            long windowMillis,

            @Schema(description = "The median of the delays, in ms", examples = "12")
            long p50Millis,

            @Schema(description = "The 95th percentile of the delays, in ms", examples = "31")
            long p95Millis,

            @Schema(description = "The largest delay, in ms", examples = "87")
            long maxMillis) {}

    /** One partition of the topic. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PartitionProgress")
    public record Partition(
            @Schema(examples = "7") int partition,

            @Schema(description = "The position up to which all events are visible", examples = "1042")
            long position,

            @Schema(description = "When the event at `position` was recorded; missing before the first event") @Nullable
            Instant recordedAt,

            @Schema(
                    description = "The number of records that are not projected yet, duplicates included",
                    examples = "0")
            long lagEvents,

            @Schema(
                    description =
                            "The age of the event at `position` in ms, while records remain to be projected: an upper bound of their delay. 0 when no record remains; missing before the first projection",
                    examples = "0")
            @Nullable
            Long lagMillis,

            @Schema(
                    description =
                            "The member of the consumer group that projects the partition; missing while there is none",
                    examples = "kafka-consumer-events-6f0f2c1e-0000-4000-8000-00000000000a")
            @Nullable
            String replica,

            @Schema(description = "The address of that replica's pod", examples = "10.0.3.17") @Nullable
            String host,

            @Schema(description = "Whether the answering replica projects the partition")
            boolean here) {}
}
