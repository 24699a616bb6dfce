package io.cartulary.query.order;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Problem;
import io.cartulary.query.live.Visibility;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.JsonRows;
import io.cartulary.query.store.Store;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.cartulary.service.access.Caller;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code order_by_id}: a row per order. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            OrderView.class,
            OrderView.Line.class,
            OrderView.Payment.class,
            OrderView.PaymentEntry.class,
            OrderView.Credit.class,
            OrderView.Attention.class,
            OrderView.Shipment.class,
            OrderView.Receipt.class,
            OrderView.Return.class,
            OrderView.Note.class,
            OrderView.Hold.class,
            OrderView.Cancellation.class
        })
public class Orders implements Projection<OrderView>, Visibility {

    /** The category of the streams that it follows. */
    public static final String CATEGORY = "order";

    private final JsonRows<OrderView> rows;
    private final List<SecondaryTable<OrderView>> listings;

    Orders(Store store, @All List<SecondaryTable<OrderView>> listings) {
        this.listings = listings;
        rows = new JsonRows<>(store, CATEGORY, tables(), "order_id uuid", OrderView.class);
    }

    @Override
    public String tables() {
        return "order_by_id";
    }

    @Override
    public List<String> migrations() {
        return rows.migrations();
    }

    @Override
    public String category() {
        return CATEGORY;
    }

    @Override
    public Uni<Optional<OrderView>> read(StreamId stream, int generation) {
        return rows.read(key(stream), generation);
    }

    @Override
    public OrderView evolve(@Nullable OrderView order, RecordedEvent recorded) {
        return OrderView.evolve(order, recorded);
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public Uni<Boolean> permits(StreamId stream, Caller caller) {
        Parameters.uuid("the order's id", stream.rootId());
        return read(stream)
                .map(found ->
                        found.filter(order -> caller.mayActFor(order.owner())).isPresent());
    }

    @Override
    public Problem unknown() {
        return Problem.NO_SUCH_ORDER;
    }

    @Override
    public Cql write(StreamId stream, OrderView order) {
        return rows.write(key(stream), order.version(), order);
    }

    @Override
    public List<Cql> rowsBeside(List<Transition<OrderView>> steps) {
        return listings.stream()
                .flatMap(listing -> listing.rows(steps).stream())
                .toList();
    }

    private static UUID key(StreamId stream) {
        return UUID.fromString(stream.rootId());
    }
}
