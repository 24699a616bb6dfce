package io.cartulary.query.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far every partition is projected. */
@RegisterForReflection(targets = {Projections.class, Projections.Partition.class})
public record Projections(List<Partition> partitions) {

    public Projections {
        partitions = partitions.stream()
                .sorted(Comparator.comparingInt(Partition::partition))
                .toList();
    }

    /**
     * One partition of the topic.
     *
     * @param position up to which everything is visible
     * @param recordedAt when that event was recorded; missing before the first
     * @param lagEvents how many records of the topic are not projected yet, duplicates included
     * @param lagMillis how long ago that event was recorded, when there are others to project: what is missing is no older.
     *     Zero when nothing is missing, missing when nothing is projected yet
     * @param replica which member of the consumer group projects it; missing while nobody does
     * @param host the address of that replica: its pod's
     * @param here whether that is the replica that answers
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
