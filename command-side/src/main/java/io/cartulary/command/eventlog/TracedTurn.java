package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.LogEntry;
import io.cartulary.command.eventsourcing.EventStore.PendingAppend;
import io.cartulary.contracts.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * A turn in a span of its own. What it appends still names the trace of the command.
 *
 * @param traceparent of that span
 */
record TracedTurn(PendingAppend turn, String traceparent) implements PendingAppend {

    @Override
    public StreamId stream() {
        return turn.stream();
    }

    @Override
    public CommandMetadata metadata() {
        return turn.metadata().tracedBy(traceparent);
    }

    @Override
    public @Nullable LogEntry take(@Nullable Append before) {
        return turn.take(before);
    }

    @Override
    public void stored(Append append, Appended where) {
        turn.stored(append, where);
    }
}
