package io.cartulary.command.policy;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * A policy: when this event has happened, that command follows. The class name has this form:
 * {@code WhenCartsAreMergedThenCloseTheSource}.
 *
 * <p>Every event is delivered at least once, in position order within its partition; again after a kill, and by two
 * replicas at once for a moment when the leader of a partition changes. So its commands have to be idempotent:
 * {@link io.cartulary.command.eventsourcing.CommandMetadata#following} gives the command an id that is the same each
 * time.
 */
public interface Policy {

    /** The types of the events that it handles. */
    Set<EventType> when();

    /**
     * Sends the commands that follow. Completes when there is no more to do, also after a rejection. When it fails, the
     * event is delivered again, and later events in the partition wait.
     */
    Uni<Void> then(Envelope event);
}
