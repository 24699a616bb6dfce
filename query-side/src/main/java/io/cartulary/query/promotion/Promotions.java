package io.cartulary.query.promotion;

import io.cartulary.query.http.Problem;
import io.cartulary.query.register.RegisterProjection;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code promotion_by_id}: a row per promotion. */
@Singleton
@RegisterForReflection(
        targets = {
            PromotionView.class,
            PromotionView.Target.class,
            PromotionView.Effect.class,
            PromotionView.Conditions.class
        })
public class Promotions extends RegisterProjection<PromotionView> {

    /** The category of the streams that it follows. */
    static final String CATEGORY = "promotion";

    Promotions(Store store, @All List<SecondaryTable<PromotionView>> secondaryTables) {
        super(
                store,
                CATEGORY,
                "promotion_by_id",
                "id",
                PromotionView.class,
                PromotionView::evolve,
                secondaryTables,
                Problem.NO_SUCH_PROMOTION);
    }
}
