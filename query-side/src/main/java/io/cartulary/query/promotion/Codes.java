package io.cartulary.query.promotion;

import io.cartulary.query.http.Problem;
import io.cartulary.query.register.RegisterProjection;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code promotion_code_by_code}: a row per code. */
@Singleton
@RegisterForReflection(targets = CodeView.class)
public class Codes extends RegisterProjection<CodeView> {

    /** The category of the streams that it follows. */
    static final String CATEGORY = "code";

    Codes(Store store, @All List<SecondaryTable<CodeView>> secondaryTables) {
        super(
                store,
                CATEGORY,
                "promotion_code_by_code",
                "code",
                CodeView.class,
                CodeView::evolve,
                secondaryTables,
                Problem.NO_SUCH_CODE);
    }
}
