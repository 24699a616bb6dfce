package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import java.util.List;

/**
 * A stream that starts together with the events of a command for another stream: both are stored, or neither. It has
 * the same root id, and therefore the same partition.
 *
 * @param events its first events, at least one
 */
public record NewStream(StreamId stream, List<? extends Event> events) {

    public NewStream {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException(stream + " has no first event");
        }
    }

    public NewStream(StreamId stream, Event first) {
        this(stream, List.of(first));
    }
}
