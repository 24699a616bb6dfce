package io.cartulary.command.policy;

import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/**
 * When nothing has happened in a stream for a while, then that command follows. It needs no timer for a stream and no list of
 * streams: it follows the log at a distance, and an event that is still its stream's last when it comes by began the
 * stream's rest.
 *
 * <p>A rest may be brought several times, as a {@link Policy}'s event may.
 */
public interface IdlePolicy {

    /** Its progress is kept under this name. */
    String name();

    /** Of the streams it is about, such as {@code cart}. */
    String category();

    /** Whether it is followed at all. One that is switched on begins where it was before, or with the first event there is. */
    default boolean isOn() {
        return true;
    }

    /** So long nothing has happened. */
    Duration idle();

    /**
     * Sends the commands that follow.
     *
     * @param version of the stream's last event
     * @param since when that was recorded
     */
    Uni<Void> then(StreamId stream, long version, Instant since);
}
