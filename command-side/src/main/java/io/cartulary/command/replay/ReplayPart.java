package io.cartulary.command.replay;

import io.cartulary.contracts.StreamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a replay in one partition.
 *
 * @param stream the only stream it is of, or null for the whole partition
 * @param sent how many events were sent already: also the position, or the stream's version, of the last of them
 * @param total how many there are to send
 */
record ReplayPart(UUID replay, int partition, @Nullable StreamId stream, int eventsPerSecond, long sent, long total) {

    ReplayPart after(int events) {
        return new ReplayPart(replay, partition, stream, eventsPerSecond, sent + events, total);
    }

    boolean isDone() {
        return sent >= total;
    }
}
