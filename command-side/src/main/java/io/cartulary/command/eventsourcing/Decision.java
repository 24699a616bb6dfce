package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decider answers. */
public sealed interface Decision<E extends Event> {

    /**
     * @param events what happens, in this order; none when the wish is already true
     * @param founds the stream that begins with it, if one does
     */
    record Accepted<E extends Event>(
            List<E> events, @Nullable NewStream founds) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Refused<E extends Event>(Rejection rejection) implements Decision<E> {}

    static <E extends Event> Decision<E> accept(E event) {
        return accept(List.of(event));
    }

    /** All of it, in this order. */
    static <E extends Event> Decision<E> accept(List<E> events) {
        return new Accepted<>(events, null);
    }

    /** And with it, another stream begins. */
    static <E extends Event> Decision<E> accept(List<E> events, NewStream founds) {
        return new Accepted<>(events, founds);
    }

    /** The wish is already true. */
    static <E extends Event> Decision<E> alreadySo() {
        return accept(List.of());
    }

    static <E extends Event> Decision<E> refuse(Rejection rejection) {
        return new Refused<>(rejection);
    }
}
