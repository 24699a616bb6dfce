package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores events permanently. An acknowledged append is durable, and has its place in its stream and partition. */
public interface EventStore {

    /**
     * Stores a command's events, all of them or none, or its receipt, once the queue reaches it.
     *
     * <p>A stream has either events or a receipt of one command id, and only once: a second append of the same id is
     * answered {@link AppendResult.AlreadyAppended}, on any replica.
     *
     * <p>Fails with {@link StoreOverloadedException} or {@link StoreUnavailableException} when the result is unknown or
     * nothing is stored.
     */
    Uni<AppendResult> append(PendingAppend turn);

    /** The stream's events after a version, oldest first, at most {@code limit}; empty when it has no more. */
    Uni<List<Envelope>> read(StreamId stream, long afterVersion, int limit);

    /**
     * All streams of a category, with the version of each one's last event: for a category that has few streams, such as
     * a register of the staff.
     */
    Uni<Map<StreamId, Long>> ends(String category);

    /**
     * The answer to a command, when its events or its receipt are in the store.
     *
     * @param commandId its own id, or the one that it has as a guest's
     */
    Uni<Optional<AppendResult.AlreadyAppended>> answerTo(StreamId stream, UUID commandId);

    /**
     * A command that waits to be stored. It is decided only when the queue reaches it: on a stream with many concurrent
     * writers, each decision starts from the state that the one before leaves, and no command has to be decided twice.
     */
    interface PendingAppend {

        StreamId stream();

        CommandMetadata metadata();

        /**
         * What to store, or null for nothing.
         *
         * @param before the append that is stored together with this, just ahead of it in the same stream; null when
         * there is none
         */
        @Nullable
        LogEntry take(@Nullable Append before);

        /** The events are stored. Called before the next append is decided. */
        void stored(Append append, AppendResult.Appended where);
    }

    /** What a command writes to the store. */
    sealed interface LogEntry permits Append, Receipt {

        StreamId stream();

        CommandMetadata metadata();
    }

    /**
     * A receipt: the command was accepted and had nothing to change. It is no event: it moves no version and no
     * position, and is not published. It only prevents a second use of the command's id in the stream.
     *
     * @param version of the stream at which there was nothing to change: the command's answer
     * @param position of the stream's last event then, 0 when it had none
     */
    record Receipt(StreamId stream, CommandMetadata metadata, long version, long position) implements LogEntry {}

    /**
     * Events for one stream.
     *
     * @param version the version of the first event
     * @param notBefore the time of the stream's last event: times in a stream never decrease
     * @param events at least one
     * @param startsStream another stream that starts with this append, if one does
     * @param after the stream's state with these events, for the next append; the store doesn't read it
     */
    record Append(
            StreamId stream,
            long version,
            Instant notBefore,
            List<? extends Event> events,
            @Nullable NewStream startsStream,
            CommandMetadata metadata,
            Object after)
            implements LogEntry {
        public Append {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("no events to append to " + stream);
            }
            if (startsStream != null && !startsStream.stream().rootId().equals(stream.rootId())) {
                throw new IllegalArgumentException(startsStream.stream() + " can't be stored together with " + stream);
            }
        }

        public long lastVersion() {
            return version + events.size() - 1;
        }

        /** The number of events that start another stream. */
        public int founded() {
            return startsStream == null ? 0 : startsStream.events().size();
        }
    }

    /** The result of an append. */
    sealed interface AppendResult {

        /**
         * It is stored.
         *
         * @param version of the stream's last event, as in the command's answer
         * @param position of that event
         */
        record Appended(long version, long position, Instant recordedAt) implements AppendResult {}

        /** The decision had nothing to append. */
        record NothingToAppend() implements AppendResult {}

        /**
         * Another replica's event has that version: decide again on the stream's present state.
         *
         * @param since the stream's events from that version on, all of them; or none, and the stream has to be read
         */
        record VersionTaken(List<Envelope> since) implements AppendResult {}

        /**
         * The stream has this command's events or receipt already.
         *
         * @param version of the last event the command caused; of the stream when it had nothing to change
         * @param position of that event
         */
        record AlreadyAppended(String requestHash, long version, long position) implements AppendResult {}
    }

    /** The store's queue is full. Nothing was stored; retry a little later. */
    final class StoreOverloadedException extends RuntimeException {
        public StoreOverloadedException(String message) {
            super(message);
        }
    }

    /**
     * The store did not answer, and it is unknown whether the command's events were stored. Retrying under the same
     * command id is safe.
     */
    final class StoreUnavailableException extends RuntimeException {
        public StoreUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
