package io.cartulary.query.tax;

import io.cartulary.query.http.Problem;
import io.cartulary.query.register.RegisterProjection;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code tax_rates_by_place}: a row per country or region. */
@Singleton
@RegisterForReflection(targets = TaxRatesView.class)
public class TaxRates extends RegisterProjection<TaxRatesView> {

    /** The category of the streams that it follows. */
    static final String CATEGORY = "tax";

    TaxRates(Store store, @All List<SecondaryTable<TaxRatesView>> secondaryTables) {
        super(
                store,
                CATEGORY,
                "tax_rates_by_place",
                "place",
                TaxRatesView.class,
                TaxRatesView::evolve,
                secondaryTables,
                Problem.NO_SUCH_TAX_RATES);
    }
}
