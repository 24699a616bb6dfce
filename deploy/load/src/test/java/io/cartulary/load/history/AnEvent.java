package io.cartulary.load.history;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import java.time.Instant;
import java.util.UUID;

/** The n-th event of one product, caused by the n-th command, with possible variations. */
final class AnEvent {

    static final StreamId TEA = new StreamId("product", "tea");

    private static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");

    private UUID id;
    private UUID commandId;
    private StreamId stream = TEA;
    private long version;
    private int partition = TEA.partition();
    private long position;
    private Instant recordedAt;
    private String json = "{\"a\": 1, \"b\": 2}";

    private AnEvent(int number) {
        id = new UUID(0, number);
        commandId = PlannedRequest.commandId(key(number));
        version = number;
        position = number;
        recordedAt = MORNING.plusSeconds(number);
    }

    static AnEvent number(int number) {
        return new AnEvent(number);
    }

    static String key(int number) {
        return "key-" + number;
    }

    AnEvent withIdOf(int number) {
        id = new UUID(0, number);
        return this;
    }

    AnEvent causedBy(int number) {
        commandId = PlannedRequest.commandId(key(number));
        return this;
    }

    AnEvent of(StreamId other) {
        stream = other;
        return this;
    }

    AnEvent withVersion(long other) {
        version = other;
        return this;
    }

    AnEvent at(int otherPartition, long otherPosition) {
        partition = otherPartition;
        position = otherPosition;
        return this;
    }

    AnEvent recordedEarly() {
        recordedAt = MORNING;
        return this;
    }

    AnEvent saying(String other) {
        json = other;
        return this;
    }

    Envelope made() {
        return new Envelope(
                id, "product.listed.v1", stream, version, partition, position, recordedAt, "", "", "", commandId, json);
    }
}
