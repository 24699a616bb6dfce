package io.cartulary.query.promotion;

import io.cartulary.query.list.Lists;
import io.cartulary.query.register.RegisterList;
import io.cartulary.query.store.Store;
import jakarta.inject.Singleton;

/** The table {@code promotions}: all promotions in the order of their ids. */
@Singleton
class PromotionList extends RegisterList<PromotionView> {

    PromotionList(Store store, Lists lists) {
        super(store, lists, Promotions.CATEGORY, "promotions", "id", PromotionView.class);
    }
}
