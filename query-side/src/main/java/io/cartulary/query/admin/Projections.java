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
                        "How long events took from their commit until queries saw them. Missing when the replica that answers has projected none lately")
        CommitToVisible commitToVisible) {

    public Projections {
        partitions = partitions.stream()
                .sorted(Comparator.comparingInt(Partition::partition))
                .toList();
    }

    /**
     * From an event's being recorded until queries see it, by the clocks of both services.
     *
     * @param windowMillis events that became visible at the answering replica in this time count
     * @param p50Millis half of them took at most this long
     * @param p95Millis 95 of 100 took at most this long
     * @param maxMillis all of them took at most this long
     */
    @Schema(
            name = "CommitToVisible",
            description =
                    "From commit to visible, by the clocks of both services, of the events that the replica that answers has projected in the last minutes")
    public record CommitToVisible(
            @Schema(examples = "300000") long windowMillis,
            @Schema(examples = "12") long p50Millis,
            @Schema(examples = "31") long p95Millis,
            @Schema(examples = "87") long maxMillis) {}

    /**
     * One partition of the topic.
     *
     * @param position the position up to which all events are visible
     * @param recordedAt when that event was recorded; missing before the first event
     * @param lagEvents the number of records that are not projected yet, duplicates included
     * @param lagMillis the age of that event while records remain to be projected: an upper bound of their delay. Zero
     *     when no record remains, missing before the first projection
     * @param replica the member of the consumer group that projects it; missing while it has no member
     * @param host the address of that replica's pod
     * @param here whether the answering replica projects it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PartitionProgress")
    public record Partition(
            @Schema(examples = "7") int partition,
            @Schema(examples = "1042") long position,
            @Nullable Instant recordedAt,
            @Schema(examples = "0") long lagEvents,
            @Schema(examples = "0") @Nullable Long lagMillis,

            @Schema(examples = "kafka-consumer-events-6f0f2c1e-0000-4000-8000-00000000000a") @Nullable
            String replica,

            @Schema(examples = "10.0.3.17") @Nullable String host,

            boolean here) {}
}
