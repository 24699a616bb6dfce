package io.cartulary.command.register;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.contracts.Event;
import java.util.Optional;

/**
 * An entry of a register that has one command: set it as a whole. The command is the event that it leads to, and the
 * state is the last event.
 */
public final class RegisterEntry {

    private RegisterEntry() {}

    /** @param events the family of the entry's events */
    public static <E extends Event> Decider<Optional<E>, E, E> decider(Class<E> events) {
        return Decider.of(events, Optional.empty(), RegisterEntry::set, (_, event) -> Optional.of(event));
    }

    static <E extends Event> Decision<E> set(Optional<E> entry, E next, DecisionContext context) {
        return entry.equals(Optional.of(next)) ? noChange() : accept(next);
    }
}
