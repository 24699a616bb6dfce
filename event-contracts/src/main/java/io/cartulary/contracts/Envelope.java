package io.cartulary.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event: its payload, and its place in the log.
 *
 * @param type the event's permanent wire name, see {@link EventType}
 * @param version 1, 2, 3 … within the stream, without a gap
 * @param position 1, 2, 3 … within the partition, without a gap, in the order of commits
 * @param recordedAt to the millisecond; never earlier than the previous event of the stream
 * @param actor the caller that caused it
 * @param correlationId shared by all effects of one external request
 * @param causationId the cause: the id of the command
 * @param commandId the command's id on the first event it caused, null on the others
 * @param data the payload as JSON, see {@link EventCodec}
 * @param traceparent the trace that the command was part of (W3C Trace Context); null when it was not traced
 */
public record Envelope(
        UUID eventId,
        String type,
        StreamId streamId,
        long version,
        int partition,
        long position,
        Instant recordedAt,
        String actor,
        String correlationId,
        String causationId,
        @Nullable UUID commandId,
        String data,
        @Nullable String traceparent) {

    /** Of a command that was not traced. */
    public Envelope(
            UUID eventId,
            String type,
            StreamId streamId,
            long version,
            int partition,
            long position,
            Instant recordedAt,
            String actor,
            String correlationId,
            String causationId,
            @Nullable UUID commandId,
            String data) {
        this(
                eventId,
                type,
                streamId,
                version,
                partition,
                position,
                recordedAt,
                actor,
                correlationId,
                causationId,
                commandId,
                data,
                null);
    }

    /** The same event with its payload in another form. */
    public Envelope withData(String other) {
        return new Envelope(
                eventId,
                type,
                streamId,
                version,
                partition,
                position,
                recordedAt,
                actor,
                correlationId,
                causationId,
                commandId,
                other,
                traceparent);
    }

    /** @throws UnreadableEventException when the type is unknown or the JSON does not fit it */
    public Event event() {
        return EventCodec.decode(type, data);
    }
}
