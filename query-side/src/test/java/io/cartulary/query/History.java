package io.cartulary.query;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A register for tests: numbers events as the command side does. */
public final class History {

    /** When the first event is recorded; each further one is recorded a second later. */
    public static final Instant BEGINNING = Instant.parse("2026-11-23T12:00:00Z");

    private static final History SHARED = new History();

    private final Map<StreamId, Long> versions = new HashMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private Instant now = BEGINNING;

    /**
     * The history of the application's topic. Test classes that share an application share it, too; the next
     * application loads it again.
     */
    public static History shared() {
        return SHARED;
    }

    /** Records the events on the stream, one after the other. */
    public List<Envelope> record(StreamId stream, Event... events) {
        List<Envelope> recorded = new ArrayList<>();
        for (Event event : events) {
            recorded.add(record(stream, event));
        }
        return recorded;
    }

    /** Advances the time without an event. */
    public void passes(Duration time) {
        now = now.plus(time);
    }

    /** When the next event will be recorded. */
    public Instant now() {
        return now;
    }

    /** Uses the stream's next version for an event that is never sent. */
    public void lose(StreamId stream) {
        versions.merge(stream, 1L, Long::sum);
    }

    /** Uses the partition's next position for a record without other metadata. */
    public long lose(int partition) {
        return positions.merge(partition, 1L, Long::sum);
    }

    /** The event in the form of an unknown, later release. */
    public static Envelope garbled(Envelope event, String type, String data) {
        return new Envelope(
                event.eventId(),
                type,
                event.streamId(),
                event.version(),
                event.partition(),
                event.position(),
                event.recordedAt(),
                event.actor(),
                event.correlationId(),
                event.causationId(),
                event.commandId(),
                data);
    }

    private Envelope record(StreamId stream, Event event) {
        var envelope = new Envelope(
                UUID.randomUUID(),
                EventType.of(event).wireName(),
                stream,
                versions.merge(stream, 1L, Long::sum),
                stream.partition(),
                positions.merge(stream.partition(), 1L, Long::sum),
                now,
                "customer:test",
                "correlation",
                "causation",
                null,
                EventCodec.encode(event));
        now = now.plusSeconds(1);
        return envelope;
    }
}
