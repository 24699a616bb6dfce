package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.query.topic.TopicRecord.UnidentifiedRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stream that can't be projected further, and the event that is the cause. */
@RegisterForReflection
public record Quarantined(
        StreamId streamId,
        int partition,

        @Schema(description = "The version of the first waiting event; the views are at an earlier version")
        long version,

        @Schema(description = "The position of that event in its partition; 0 when the record has none")
        long position,

        @Schema(description = "The offset of that event") long offset,

        @Schema(description = "When that event was recorded: the views show the state before")
        Instant since,

        @Schema(description = "Why it can't be projected") String reason) {

    /** The category of the placeholder stream of a record without a stream. */
    private static final String RECORD = "record";

    /** The version of the only event of such a stream. */
    static final long NO_VERSION = 0;

    /** The stream of an event that can't be projected. */
    public static Quarantined of(PositionedEvent event, String reason) {
        return new Quarantined(
                event.streamId(),
                event.partition(),
                event.version(),
                event.position(),
                event.offset(),
                event.at(),
                reason);
    }

    /** The stream of a record that did not tell its stream before: it may be at a later version by now. */
    static Quarantined late(PositionedEvent event) {
        return of(event, "it was set aside, and came late");
    }

    /** A record without a stream has a placeholder stream, named by its place: {@code record:7-1042}. */
    public static Quarantined of(UnidentifiedRecord stray) {
        return new Quarantined(
                new StreamId(RECORD, stray.partition() + "-" + stray.offset()),
                stray.partition(),
                NO_VERSION,
                stray.position(),
                stray.offset(),
                stray.at(),
                stray.problem());
    }

    /** Whether this is a record without a stream. */
    public boolean isStray() {
        return streamId.category().equals(RECORD);
    }

    /** The partition that a stream waits in: a placeholder stream's name has it. */
    static int partition(StreamId stream) {
        return stream.category().equals(RECORD) ? strayed(stream.rootId()) : stream.partition();
    }

    private static int strayed(String place) {
        try {
            return Integer.parseInt(place.substring(0, Math.max(0, place.indexOf('-'))));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
