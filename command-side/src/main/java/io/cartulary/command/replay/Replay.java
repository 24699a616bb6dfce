package io.cartulary.command.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A replay and its progress.
 *
 * @param partition the only partition to replay, or null
 * @param stream the only stream to replay, or null
 * @param eventsPerSecond the limit for each replica that carries out a part of it
 * @param sent the number of events that were sent again; those of a page that was under way when a replica died may
 * count twice in Kafka, and never here
 * @param total the number of events when it was requested
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A replay and its progress")
public record Replay(
        UUID id,
        State state,
        @Nullable Integer partition,
        @Nullable String stream,
        int eventsPerSecond,
        Instant askedAt,
        @Nullable Instant endedAt,
        long sent,
        long total,
        List<Progress> partitions) {

    /** What becomes of a replay. */
    @Schema(name = "ReplayState")
    public enum State {
        RUNNING,
        DONE,
        CANCELLED
    }

    /** The progress in one partition. */
    @Schema(name = "ReplayProgress")
    public record Progress(int partition, long sent, long total) {}
}
