package io.cartulary.command.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The progress of the relay in every partition.
 *
 * @param replica the id of the replica that answers, chosen at its start
 */
@Schema(description = "The progress of the relay in every partition")
public record RelayReport(
        @Schema(description = "The id of the replica that answers, which it chooses when it starts")
        UUID replica,

        List<Partition> partitions) {

    /** Who publishes a partition, as the replica that answers knows it. */
    @Schema(name = "RelayState")
    public enum State {
        /** This replica publishes it. */
        PUBLISHING,
        /** This replica leads it, and has stopped: MySQL and Kafka contradict each other. */
        STOPPED,
        /** This replica leads it, and Kafka has not returned yet where to resume. */
        RESUMING,
        /** Another replica leads it, and knows whether it has stopped. */
        ELSEWHERE,
        /** No replica leads it. */
        FREE
    }

    /**
     * One partition.
     *
     * @param committed its last position in the log; 0 before its first event
     * @param published the position up to which Kafka has it. Missing while another replica leads the partition and
     *     Kafka does not answer, and before this replica knows where to resume
     * @param backlog how many events are committed and not published; missing without {@code published}
     * @param oldestAt when the oldest of these was recorded; missing when there is none
     * @param ageMillis the time since then
     * @param leader the id of the replica that holds the lease; missing when nobody does
     * @param leaseMillis what is left of the lease, which its holder renews
     * @param stopReason missing unless the partition has stopped. When Kafka has lost events, every replica knows it;
     *     otherwise only the one that leads the partition
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RelayPartition")
    public record Partition(
            @Schema(examples = "7") int partition,

            @Schema(examples = "1042", description = "The last position in the log")
            long committed,

            @Nullable
            @Schema(
                    examples = "1040",
                    description =
                            "The position up to which Kafka has the partition. Missing while it is not known: another replica leads the partition and Kafka does not answer, or this replica does not know yet where to resume")
            Long published,

            @Nullable @Schema(examples = "2", description = "The number of committed events that are not published")
            Long backlog,

            @Nullable
            @Schema(description = "When the oldest event of the backlog was recorded. Missing without a backlog")
            Instant oldestAt,

            @Nullable @Schema(examples = "35", description = "The age of the event at `oldestAt`, in ms")
            Long ageMillis,

            @Schema(
                    description =
                            "This replica publishes the partition (PUBLISHING), leads it and has stopped (STOPPED), or leads it and does not know yet where to resume (RESUMING). Another replica leads it (ELSEWHERE), or none (FREE)")
            State state,

            @Nullable @Schema(description = "The id of the replica that holds the lease")
            UUID leader,

            @Nullable
            @Schema(examples = "8250", description = "The time until the lease expires, in ms; its holder renews it")
            Long leaseMillis,

            @Nullable
            @Schema(
                    description =
                            "Why the partition has stopped. When Kafka has lost events, every replica knows it; otherwise only the one that leads the partition")
            String stopReason) {}
}
