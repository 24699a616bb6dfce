package io.cartulary.query.order;

import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.pricing.LineCharge;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Problem;
import io.cartulary.query.live.Visibility;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.JsonProjection;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.TableKey;
import io.cartulary.service.access.Caller;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code order_by_id}: a row per order. */
@Singleton
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
            OrderView.Cancellation.class,
            LineCharge.class
        })
public class Orders extends JsonProjection<OrderView> implements Visibility {

    /** The category of the streams that it follows. */
    public static final String CATEGORY = "order";

    Orders(Store store, @All List<SecondaryTable<OrderView>> secondaryTables) {
        super(
                store,
                CATEGORY,
                "order_by_id",
                TableKey.uuid("order_id"),
                OrderView.class,
                OrderView::evolve,
                secondaryTables);
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
}
