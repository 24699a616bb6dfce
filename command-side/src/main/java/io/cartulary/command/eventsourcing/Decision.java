package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decider answers. */
public sealed interface Decision<E extends Event> {

    /**
     * @param events what happens, in this order; none when there is nothing to change
     * @param startsStream the stream that begins with it, if one does
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

    /** All of it, in this order. */
    static <E extends Event> Decision<E> accept(List<E> events) {
        return new Accepted<>(events, null);
    }

    /** And with it, another stream begins. */
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
