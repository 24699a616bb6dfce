package io.cartulary.command.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A replay and how far it has come.
 *
 * @param partition the only partition it is of, or null
 * @param stream the only stream it is of, or null
 * @param eventsPerSecond at most, of each replica that carries out a part of it
 * @param sent how many events were sent again; those of a page that was under way when a replica died may count twice in
 *     Kafka, and never here
 * @param total how many there were when it was asked for
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

    /** One partition of it. */
    @Schema(name = "ReplayProgress")
    public record Progress(int partition, long sent, long total) {}
}
