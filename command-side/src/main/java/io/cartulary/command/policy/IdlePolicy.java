package io.cartulary.command.policy;

import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/**
 * A policy for idle streams: when a stream has had no event for a while, a command follows. It needs neither a timer
 * for each stream nor a list of streams: it reads the log with a delay, and an event that is still its stream's last
 * after the delay is the start of an idle period.
 *
 * <p>An idle period may be delivered several times, as a {@link Policy}'s event may.
 */
public interface IdlePolicy {

    /** The key of its stored progress. */
    String name();

    /** The category of its streams, such as {@code cart}. */
    String category();

    /**
     * Whether the policy is active. One that is switched on starts at its stored progress, or with the first event in
     * the log.
     */
    default boolean isOn() {
        return true;
    }

    /** The length of the idle period. */
    Duration idle();

    /**
     * Sends the commands that follow.
     *
     * @param version of the stream's last event
     * @param since the time when that event was recorded
     */
    Uni<Void> then(StreamId stream, long version, Instant since);
}
