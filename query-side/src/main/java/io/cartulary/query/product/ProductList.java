package io.cartulary.query.product;

import io.cartulary.query.list.Lists;
import io.cartulary.query.register.RegisterList;
import io.cartulary.query.store.Store;
import jakarta.inject.Singleton;

/** The table {@code products}: all products in the order of their skus. */
@Singleton
class ProductList extends RegisterList<ProductView> {

    ProductList(Store store, Lists lists) {
        super(store, lists, Products.CATEGORY, "products", "sku", ProductView.class);
    }
}
