package io.cartulary.query.shipping;

import io.cartulary.query.http.Problem;
import io.cartulary.query.register.RegisterProjection;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code shipping_method_by_id}: a row per shipping method. */
@Singleton
@RegisterForReflection(targets = ShippingMethodView.class)
public class ShippingMethods extends RegisterProjection<ShippingMethodView> {

    /** The category of the streams that it follows. */
    static final String CATEGORY = "shipping";

    ShippingMethods(Store store, @All List<SecondaryTable<ShippingMethodView>> secondaryTables) {
        super(
                store,
                CATEGORY,
                "shipping_method_by_id",
                "id",
                ShippingMethodView.class,
                ShippingMethodView::evolve,
                secondaryTables,
                Problem.NO_SUCH_SHIPPING_METHOD);
    }
}
