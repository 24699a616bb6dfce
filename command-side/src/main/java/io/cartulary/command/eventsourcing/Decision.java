package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a decider. */
public sealed interface Decision<E extends Event> {

    /**
     * @param events in this order; empty when there is nothing to change
     * @param startsStream the stream that starts with them, if one does
     */
    record Accepted<E extends Event>(
            List<E> events, @Nullable NewStream startsStream) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Rejected<E extends Event>(Rejection rejection) implements Decision<E> {}

    static <E extends Event> Decision<E> accept(E event) {
        return accept(List.of(event));
    }

    /** Accepts with these events, in this order. */
    static <E extends Event> Decision<E> accept(List<E> events) {
        return new Accepted<>(events, null);
    }

    /** Accepts with these events, and starts another stream with them. */
    static <E extends Event> Decision<E> accept(List<E> events, NewStream startsStream) {
        return new Accepted<>(events, startsStream);
    }

    /** There is nothing to change. */
    static <E extends Event> Decision<E> noChange() {
        return accept(List.of());
    }

    static <E extends Event> Decision<E> reject(Rejection rejection) {
        return new Rejected<>(rejection);
    }
}
