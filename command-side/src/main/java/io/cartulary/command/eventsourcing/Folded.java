package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import java.time.Instant;
import java.util.List;

/**
 * A stream, folded up to a version.
 *
 * @param version of the last event, 0 when there is none
 * @param position of the last event in its partition, 0 when there is none
 * @param recordedAt of the last event
 */
public record Folded<S>(S state, long version, long position, Instant recordedAt) {

    static <S> Folded<S> nothing(Fold<S, ?> fold) {
        return new Folded<>(fold.initial(), 0, 0, Instant.EPOCH);
    }

    <E extends Event> Folded<S> with(Fold<S, E> fold, List<Envelope> events) {
        if (events.isEmpty()) {
            return this;
        }
        S next = state;
        for (Envelope envelope : events) {
            next = fold.after(next, envelope.event());
        }
        Envelope last = events.getLast();
        return new Folded<>(next, last.version(), last.position(), last.recordedAt());
    }

    boolean isAfter(Folded<?> other) {
        return version > other.version;
    }
}
