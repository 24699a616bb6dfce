package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where events are kept for ever. What it acknowledges is durable, and has its place in its stream and partition. */
public interface EventStore {

    /**
     * Appends a command's events, all of them or none.
     *
     * <p>Fails with {@link StoreOverloadedException} or {@link StoreUnavailableException} when it can't say.
     */
    Uni<AppendResult> append(Append append);

    /** The stream's events after a version, oldest first, at most {@code limit}; none when it has no more. */
    Uni<List<Envelope>> read(StreamId stream, long afterVersion, int limit);

    /** What a command was answered, when its events are in the stream. */
    Uni<Optional<AppendResult.AlreadyAppended>> answerTo(StreamId stream, UUID commandId);

    /**
     * @param version the version the first event shall have
     * @param notBefore the time of the stream's last event: time never runs backwards in a stream
     * @param events at least one
     */
    record Append(
            StreamId stream, long version, Instant notBefore, List<? extends Event> events, CommandMetadata metadata) {
        public Append {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("nothing to append to " + stream);
            }
        }
    }

    /** How an append ended. */
    sealed interface AppendResult {

        /** @param position the position of the last event */
        record Appended(long version, long position, Instant recordedAt) implements AppendResult {}

        /** Someone else's event has that version by now: decide again on the stream's present state. */
        record VersionTaken() implements AppendResult {}

        /**
         * The stream has this command's events already.
         *
         * @param version of the last event the command caused
         * @param position of the last event the command caused
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
