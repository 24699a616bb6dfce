package io.cartulary.query.promotion;

import io.cartulary.query.http.Problem;
import io.cartulary.query.register.RegisterProjection;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code redeemer_by_id}: a row per customer with a code or promotion that has a limit per customer. */
@Singleton
@RegisterForReflection(targets = RedeemerView.class)
public class Redeemers extends RegisterProjection<RedeemerView> {

    /** The category of the streams that it follows. */
    static final String CATEGORY = "redeemer";

    Redeemers(Store store, @All List<SecondaryTable<RedeemerView>> secondaryTables) {
        super(
                store,
                CATEGORY,
                "redeemer_by_id",
                "id",
                RedeemerView.class,
                RedeemerView::evolve,
                secondaryTables,
                Problem.NO_SUCH_PROMOTION);
    }
}
