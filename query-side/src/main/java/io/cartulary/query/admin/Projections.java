package io.cartulary.query.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The projection progress of every partition. */
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
