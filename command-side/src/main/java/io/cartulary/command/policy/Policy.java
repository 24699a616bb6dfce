package io.cartulary.command.policy;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * When this has happened, then that command follows. Its class is named so: {@code WhenCartsAreMergedThenCloseTheSource}.
 *
 * <p>Every event is brought at least once, in position order within its partition; again after a kill, and by two
 * replicas at once for a moment when the leader of a partition changes. So its commands have to be idempotent:
 * {@link io.cartulary.command.eventsourcing.CommandMetadata#following} gives the command an id that is the same each time.
 */
public interface Policy {

    /** The events it answers. */
    Set<EventType> when();

    /**
     * Sends the commands that follow. Completes when there is no more to do, which a refusal is as well. When it fails, the event is
     * brought again, and those behind it in the partition wait.
     */
    Uni<Void> then(Envelope event);
}
