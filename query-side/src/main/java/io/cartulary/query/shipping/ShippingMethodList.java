package io.cartulary.query.shipping;

import io.cartulary.query.list.Lists;
import io.cartulary.query.register.RegisterList;
import io.cartulary.query.store.Store;
import jakarta.inject.Singleton;

/** The table {@code shipping_methods}: all shipping methods in the order of their ids. */
@Singleton
class ShippingMethodList extends RegisterList<ShippingMethodView> {

    ShippingMethodList(Store store, Lists lists) {
        super(store, lists, ShippingMethods.CATEGORY, "shipping_methods", "id", ShippingMethodView.class);
    }
}
