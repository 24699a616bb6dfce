package io.cartulary.query.order.list;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Problem;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.list.ListConfig;
import io.cartulary.query.order.OrderEntry;
import io.cartulary.query.order.Orders;
import io.cartulary.query.timeline.Moment;
import io.cartulary.query.timeline.Timeline;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The states of listed orders at a past moment. */
@ApplicationScoped
class OrderPast {

    private final Orders orders;
    private final Timeline timeline;
    private final ListConfig config;

    OrderPast(Orders orders, Timeline timeline, ListConfig config) {
        this.orders = orders;
        this.timeline = timeline;
        this.config = config;
    }

    /**
     * The same rows with the orders' states at that moment, newest first; with the current states when there is none.
     */
    Uni<List<Found<OrderEntry>>> at(Optional<Instant> asOf, List<Found<OrderEntry>> present) {
        return asOf.map(instant -> at(instant, present))
                .orElseGet(() -> Uni.createFrom().item(present));
    }

    private Uni<List<Found<OrderEntry>>> at(Instant instant, List<Found<OrderEntry>> present) {
        return Multi.createFrom()
                .iterable(present)
                .onItem()
                .transformToUni(row -> folded(row, new Moment.AsOf(instant)))
                .merge(config.inFlight())
                .collect()
                .asList()
                .map(rows -> rows.stream()
                        .sorted(Comparator.<Found<OrderEntry>, Cursor>comparing(Found::place)
                                .reversed())
                        .toList());
    }

    /** The timeline and the row are written concurrently, so one may briefly exist without the other. */
    private Uni<Found<OrderEntry>> folded(Found<OrderEntry> row, Moment moment) {
        var stream = new StreamId(orders.category(), row.item().id().toString());
        return orders.past(stream, moment, timeline)
                .map(then -> then.map(OrderEntry::of)
                        .orElseThrow(() -> Problem.NOT_YET_VISIBLE.because("An order is being projected.")))
                .map(then -> new Found<>(row.place(), then));
    }
}
