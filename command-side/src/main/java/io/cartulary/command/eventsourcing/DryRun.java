package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.List;

/**
 * The result that a command would have.
 *
 * @param outcome with the stream's present version, if the command would be carried out
 * @param state of the stream at present
 * @param events that would happen; none when the command would be rejected or would change nothing
 */
public record DryRun<S, E extends Event>(Outcome outcome, S state, List<E> events) {

    public DryRun {
        events = List.copyOf(events);
    }
}
