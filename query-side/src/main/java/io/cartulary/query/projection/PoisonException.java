package io.cartulary.query.projection;

import io.cartulary.query.quarantine.Quarantined;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;

/**
 * An event that must not be projected, nor any later event of its stream: it can't be read, it does not follow its
 * predecessor, or an earlier event is missing.
 */
public final class PoisonException extends RuntimeException {

    private final transient PositionedEvent event;

    private PoisonException(PositionedEvent event, String reason) {
        super(reason);
        this.event = event;
    }

    static PoisonException unreadable(PositionedEvent event) {
        return new PoisonException(event, "it can't be read: " + event.problem());
    }

    static PoisonException unfoldable(PositionedEvent event, Throwable cause) {
        return new PoisonException(event, "it can't be folded: " + cause);
    }

    static PoisonException unfollowed(PositionedEvent event) {
        return new PoisonException(
                event,
                "no view follows streams of the category " + event.streamId().category());
    }

    static PoisonException missingVersion(PositionedEvent event, long before) {
        return new PoisonException(event, "versions are missing, the last one seen is " + before);
    }

    /** The first event that must not be projected. */
    public PositionedEvent event() {
        return event;
    }

    Quarantined quarantined() {
        return Quarantined.of(event, String.valueOf(getMessage()));
    }
}
