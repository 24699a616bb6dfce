package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.List;

/**
 * What would become of a command.
 *
 * @param outcome with the stream's present version, should it be done
 * @param state of the stream at present
 * @param events what would happen; none when it would be refused, or is so already
 */
public record DryRun<S, E extends Event>(Outcome outcome, S state, List<E> events) {

    public DryRun {
        events = List.copyOf(events);
    }
}
