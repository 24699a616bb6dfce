package io.cartulary.query.tax;

import io.cartulary.query.list.Lists;
import io.cartulary.query.register.RegisterList;
import io.cartulary.query.store.Store;
import jakarta.inject.Singleton;

/** The table {@code tax_rates}: all countries and regions in the order of their codes. */
@Singleton
class TaxRatesList extends RegisterList<TaxRatesView> {

    TaxRatesList(Store store, Lists lists) {
        super(store, lists, TaxRates.CATEGORY, "tax_rates", "place", TaxRatesView.class);
    }
}
