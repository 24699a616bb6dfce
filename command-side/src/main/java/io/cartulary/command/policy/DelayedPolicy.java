package io.cartulary.command.policy;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;

/**
 * A policy for what may be left undone: some time after an event, a command follows if it is still needed. It needs no
 * timers: it reads the log with a delay.
 *
 * <p>Every event is delivered as a {@link Policy}'s is, that time after it was recorded at the earliest.
 */
public interface DelayedPolicy {

    /** The key of its stored progress. */
    String name();

    /** The types of the events that it handles. */
    Set<EventType> when();

    /** The time between an event and its delivery. */
    Duration delay();

    /** Sends the commands that follow, see {@link Policy#then}. */
    Uni<Void> then(Envelope event);
}
