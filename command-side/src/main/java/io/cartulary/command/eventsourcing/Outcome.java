package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import java.util.List;

/** The outcome of a command. */
public sealed interface Outcome {

    /**
     * The command is carried out, now or earlier; also the answer to a retry.
     *
     * @param version of the stream, with what the command caused
     * @param position in the stream's partition: a reader that has seen it has seen what the command caused and, in the
     * answer to a retry, what the stream has had since
     */
    record Done(StreamId stream, long version, long position) implements Outcome {}

    record Rejected(Rejection rejection) implements Outcome {}

    /**
     * The stream is not at the version the caller expects.
     *
     * @param since the events after the expected version, oldest first, at most {@link CommandHandler#MAX_EVENTS_SINCE}
     */
    record Stale(StreamId stream, long version, List<Envelope> since) implements Outcome {}

    /** The command id belongs to an earlier, different command. */
    record KeyReused() implements Outcome {}
}
