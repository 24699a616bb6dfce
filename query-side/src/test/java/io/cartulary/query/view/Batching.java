package io.cartulary.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.WrittenRow;
import io.cartulary.query.store.WrittenRows;
import io.cartulary.query.timeline.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Checks the contract of {@link SecondaryTable#rows}. */
public final class Batching {

    private Batching() {}

    /** The transitions of a stream's state, one per event. */
    public static <S> List<Transition<S>> steps(
            StreamId stream, List<? extends Event> events, BiFunction<@Nullable S, RecordedEvent, S> evolve) {
        List<Transition<S>> steps = new ArrayList<>();
        S state = null;
        for (var envelope : new History().record(stream, events.toArray(Event[]::new))) {
            RecordedEvent event = RecordedEvent.of(envelope);
            S after = evolve.apply(state, event);
            steps.add(new Transition<>(state, event, after));
            state = after;
        }
        return steps;
    }

    /** The final rows equal those of events that came one by one, for any batches and any order of writes. */
    public static <S> void rowsAreTheSame(SecondaryTable<S> listing, List<Transition<S>> steps, Random chance) {
        List<Cql> batched = batched(listing, steps, chance);
        Collections.shuffle(batched, chance);

        assertThat(rows(listing, batched)).isEqualTo(rows(listing, oneByOne(listing, steps)));
    }

    private static <S> List<Cql> oneByOne(SecondaryTable<S> listing, List<Transition<S>> steps) {
        return steps.stream()
                .flatMap(step -> listing.rows(List.of(step)).stream())
                .toList();
    }

    /** Some of them again, as after a crash. */
    private static <S> List<Cql> batched(SecondaryTable<S> listing, List<Transition<S>> steps, Random chance) {
        List<Cql> writes = new ArrayList<>();
        int from = 0;
        while (from < steps.size()) {
            int to = from + 1 + chance.nextInt(steps.size() - from);
            writes.addAll(listing.rows(steps.subList(from, to)));
            from = chance.nextInt(3) == 0 ? chance.nextInt(to) : to;
        }
        return writes;
    }

    private static Set<WrittenRow> rows(SecondaryTable<?> listing, List<Cql> writes) {
        var rows = new WrittenRows(new WrittenRows.Keys(List.of(listing)));
        writes.forEach(rows::add);
        return Set.copyOf(rows.rows());
    }
}
