package io.cartulary.command.replay;

import io.cartulary.contracts.StreamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a replay in one partition.
 *
 * @param stream the only stream to replay, or null for the whole partition
 * @param sent the number of events that were sent already: also the position, or the stream's version, of the last of
 * them
 * @param total the number of events to send
 */
record ReplayPart(UUID replay, int partition, @Nullable StreamId stream, int eventsPerSecond, long sent, long total) {

    ReplayPart after(int events) {
        return new ReplayPart(replay, partition, stream, eventsPerSecond, sent + events, total);
    }

    boolean isDone() {
        return sent >= total;
    }
}
