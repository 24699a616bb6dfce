package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where events are kept for ever. What it acknowledges is durable, and has its place in its stream and partition. */
public interface EventStore {

    /**
     * Stores a command's events, all of them or none, or its receipt, when its turn has come.
     *
     * <p>Of one command id, a stream has either events or a receipt, and only once: whatever comes second is answered
     * {@link AppendResult.AlreadyAppended}, on whichever replica.
     *
     * <p>Fails with {@link StoreOverloadedException} or {@link StoreUnavailableException} when it can't say.
     */
    Uni<AppendResult> append(PendingAppend turn);

    /** The stream's events after a version, oldest first, at most {@code limit}; none when it has no more. */
    Uni<List<Envelope>> read(StreamId stream, long afterVersion, int limit);

    /**
     * What a command was answered, when its events or its receipt are in the store.
     *
     * @param commandId its own id, or the one that it has as a guest's
     */
    Uni<Optional<AppendResult.AlreadyAppended>> answerTo(StreamId stream, UUID commandId);

    /**
     * A command that waits to be stored. What it appends is decided only when its turn has come: on a stream that many
     * write to at once, each then goes on from what the one before has done, and none has to be decided twice.
     */
    interface PendingAppend {

        StreamId stream();

        CommandMetadata metadata();

        /**
         * What to store, or null for nothing.
         *
         * @param before what is stored together with this, just ahead of it in the same stream; null when nothing is
         */
        @Nullable
        LogEntry take(@Nullable Append before);

        /** Its events are stored. Called before anyone else takes their turn. */
        void stored(Append append, AppendResult.Appended where);
    }

    /** What a command leaves in the store. */
    sealed interface LogEntry permits Append, Receipt {

        StreamId stream();

        CommandMetadata metadata();
    }

    /**
     * That a command was accepted and had nothing to change. It is no event: it moves no version and no position, and
     * nobody is told of it. It only keeps the command's id from being used again in the stream.
     *
     * @param version of the stream at which there was nothing to change: the command's answer
     * @param position of the stream's last event then, 0 when it had none
     */
    record Receipt(StreamId stream, CommandMetadata metadata, long version, long position) implements LogEntry {}

    /**
     * Events for one stream.
     *
     * @param version the version the first event shall have
     * @param notBefore the time of the stream's last event: time never runs backwards in a stream
     * @param events at least one
     * @param startsStream another stream that begins with this, if one does
     * @param after the stream's state with these events, for whoever takes the next turn; none of the store's business
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
                throw new IllegalArgumentException("nothing to append to " + stream);
            }
            if (startsStream != null && !startsStream.stream().rootId().equals(stream.rootId())) {
                throw new IllegalArgumentException(startsStream.stream() + " is in no commit with " + stream);
            }
        }

        public long lastVersion() {
            return version + events.size() - 1;
        }

        /** How many events begin another stream. */
        public int founded() {
            return startsStream == null ? 0 : startsStream.events().size();
        }
    }

    /** How an append ended. */
    sealed interface AppendResult {

        /**
         * It is stored.
         *
         * @param version of the stream's last event, as the command's caller is told it
         * @param position of that event
         */
        record Appended(long version, long position, Instant recordedAt) implements AppendResult {}

        /** When its turn had come there was nothing to append. */
        record NothingToAppend() implements AppendResult {}

        /**
         * Someone else's event has that version by now: decide again on the stream's present state.
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

    /** More waits to be appended than the store takes on. Nothing was stored; try again a little later. */
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
