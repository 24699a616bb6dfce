package io.cartulary.query.promotion;

import io.cartulary.query.list.Lists;
import io.cartulary.query.register.RegisterList;
import io.cartulary.query.store.Store;
import jakarta.inject.Singleton;

/** The table {@code promotion_codes}: the codes of each promotion in their order. */
@Singleton
class CodeList extends RegisterList<CodeView> {

    CodeList(Store store, Lists lists) {
        super(
                store,
                lists,
                Codes.CATEGORY,
                "promotion_codes",
                "code",
                CodeView.class,
                "promotion",
                CodeView::promotion);
    }
}
