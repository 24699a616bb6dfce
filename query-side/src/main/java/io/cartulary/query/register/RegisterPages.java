package io.cartulary.query.register;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.AsOfParameter;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.list.ListConfig;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Lists;
import io.cartulary.query.list.Page;
import io.cartulary.query.timeline.Moment;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Versioned;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pages of a register's entries, now or at a past moment. */
@ApplicationScoped
public class RegisterPages {

    private final Lists lists;
    private final ListConfig config;
    private final Timeline timeline;
    private final Staleness staleness;

    RegisterPages(Lists lists, ListConfig config, Timeline timeline, Staleness staleness) {
        this.lists = lists;
        this.config = config;
        this.timeline = timeline;
        this.staleness = staleness;
    }

    /** All entries. */
    public <S extends Versioned> Uni<Page<S>> page(
            ListParameters parameters, AsOfParameter asOf, Projection<S> register, RegisterList<S> list) {
        return page(parameters, asOf, register, list, null, false, _ -> true);
    }

    /** All entries of a group. */
    public <S extends Versioned> Uni<Page<S>> page(
            ListParameters parameters, AsOfParameter asOf, Projection<S> register, RegisterList<S> list, String group) {
        return page(parameters, asOf, register, list, group, false, _ -> true);
    }

    /** The entries that are shown. */
    public <S extends Versioned> Uni<Page<S>> page(
            ListParameters parameters,
            AsOfParameter asOf,
            Projection<S> register,
            RegisterList<S> list,
            Predicate<S> shown) {
        return page(parameters, asOf, register, list, null, true, shown);
    }

    private <S extends Versioned> Uni<Page<S>> page(
            ListParameters parameters,
            AsOfParameter asOf,
            Projection<S> register,
            RegisterList<S> list,
            @Nullable String group,
            boolean onlySome,
            Predicate<S> shown) {
        String name = list.tables().replace('_', '-');
        int limit = parameters.limit();
        Optional<Instant> moment = asOf.instant();
        // with a moment, an entry costs a fold
        int window = lists.window(limit, onlySome && moment.isEmpty());
        Cursor start = parameters.start(name, Cursor.before(Cursor.TIMELESS), Comparator.naturalOrder());
        staleness.ofAny(register.category());
        return list.beyond(start, window + 1, group)
                .chain(rows -> at(moment, rows, register))
                .map(rows -> Page.of(
                                name,
                                rows,
                                window,
                                limit,
                                entry -> entry.filter(shown).isPresent())
                        .map(Optional::orElseThrow));
    }

    /** The same rows with the entries at that moment: empty before the first event. */
    private <S extends Versioned> Uni<List<Found<Optional<S>>>> at(
            Optional<Instant> moment, List<Found<S>> present, Projection<S> register) {
        return Multi.createFrom()
                .iterable(present)
                .onItem()
                .transformToUni(row -> moment.map(instant -> folded(row, instant, register))
                        .orElseGet(() -> Uni.createFrom().item(Optional.of(row.item())))
                        .map(entry -> new Found<>(row.place(), entry)))
                .merge(config.inFlight())
                .collect()
                .asList()
                .map(rows ->
                        rows.stream().sorted(Comparator.comparing(Found::place)).toList());
    }

    private <S extends Versioned> Uni<Optional<S>> folded(Found<S> row, Instant instant, Projection<S> register) {
        var stream = new StreamId(register.category(), row.place().id());
        return register.past(stream, new Moment.AsOf(instant), timeline);
    }
}
