package io.cartulary.query.timeline;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import java.time.Instant;

/**
 * A readable event.
 *
 * @param envelope its metadata and place in the register
 * @param event the event itself
 */
public record RecordedEvent(Envelope envelope, Event event) {

    /** @throws io.cartulary.contracts.UnreadableEventException when the type is unknown or the JSON does not fit it */
    public static RecordedEvent of(Envelope envelope) {
        return new RecordedEvent(envelope, envelope.event());
    }

    public StreamId streamId() {
        return envelope.streamId();
    }

    public long version() {
        return envelope.version();
    }

    public Instant at() {
        return envelope.recordedAt();
    }
}
