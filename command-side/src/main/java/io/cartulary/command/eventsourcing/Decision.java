package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.List;

/** What a decider answers. */
public sealed interface Decision<E extends Event> {

    /** @param events what happens, in this order; none when the wish is already true */
    record Accepted<E extends Event>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Refused<E extends Event>(Rejection rejection) implements Decision<E> {}

    static <E extends Event> Decision<E> accept(E event) {
        return new Accepted<>(List.of(event));
    }

    /** The wish is already true. */
    static <E extends Event> Decision<E> alreadySo() {
        return new Accepted<>(List.of());
    }

    static <E extends Event> Decision<E> refuse(Rejection rejection) {
        return new Refused<>(rejection);
    }
}
