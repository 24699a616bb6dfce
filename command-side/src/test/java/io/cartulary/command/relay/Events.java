package io.cartulary.command.relay;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Events that only have positions. */
final class Events {

    static final StreamId STREAM = new StreamId("product", "TEA");
    static final int PARTITION = STREAM.partition();

    private Events() {}

    /** From the first position to the last, both included. */
    static List<Envelope> events(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Events::event).toList();
    }

    static List<Long> positions(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    static Envelope event(long position) {
        return new Envelope(
                new UUID(0, position),
                "product.listed.v1",
                STREAM,
                position,
                PARTITION,
                position,
                Instant.EPOCH.plusSeconds(position),
                "tester",
                "correlation",
                "causation",
                null,
                "{}");
    }
}
