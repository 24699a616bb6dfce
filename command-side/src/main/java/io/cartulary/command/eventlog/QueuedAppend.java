package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.PendingAppend;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * A command that waits in the queue.
 *
 * @param deadline of its caller's wait, in the terms of {@link System#nanoTime}
 */
record QueuedAppend(PendingAppend turn, UniEmitter<? super AppendResult> caller, long deadline) {

    boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }

    void complete(AppendResult result) {
        caller.complete(result);
    }

    void fail(Throwable failure) {
        caller.fail(failure);
    }
}
