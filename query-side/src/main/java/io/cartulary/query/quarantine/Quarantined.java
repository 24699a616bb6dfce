package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A stream that can't be projected further, and the event that it is for.
 *
 * @param version of the first event that waits: the views are at one before it, or less
 * @param position of that event in its partition; 0 when the record does not tell
 * @param offset at which that event was polled
 * @param since when that event was recorded: the views show what was before
 * @param reason why it can't be projected
 */
@RegisterForReflection
public record Quarantined(
        StreamId streamId, int partition, long version, long position, long offset, Instant since, String reason) {

    /** The category of what stands for a record that does not tell its stream. */
    private static final String RECORD = "record";

    /** The version of the one event of such a stream. */
    static final long NO_VERSION = 0;

    /** A record that does not tell its stream is put in by itself, under where it stands: {@code record:7-1042}. */
    public static Quarantined stray(ConsumerRecord<?, ?> stray, long position, String reason) {
        return new Quarantined(
                new StreamId(RECORD, stray.partition() + "-" + stray.offset()),
                stray.partition(),
                NO_VERSION,
                position,
                stray.offset(),
                Instant.ofEpochMilli(Math.max(0, stray.timestamp())),
                reason);
    }

    /** Whether this is a record that does not tell its stream. */
    public boolean isStray() {
        return streamId.category().equals(RECORD);
    }

    /** The partition that a stream waits in: a stray record's is not that of its name. */
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
