package io.cartulary.query.product;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Problem;
import io.cartulary.query.register.RegisterProjection;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.service.access.Caller;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The table {@code product_by_sku}: a row per product. */
@Singleton
@RegisterForReflection(targets = ProductView.class)
public class Products extends RegisterProjection<ProductView> {

    /** The category of the streams that it follows. */
    public static final String CATEGORY = "product";

    Products(Store store, @All List<SecondaryTable<ProductView>> secondaryTables) {
        super(
                store,
                CATEGORY,
                "product_by_sku",
                "sku",
                ProductView.class,
                ProductView::evolve,
                secondaryTables,
                Problem.NO_SUCH_PRODUCT);
    }

    @Override
    public boolean isPublic() {
        return true;
    }

    @Override
    public Uni<Boolean> permits(StreamId stream, Caller caller) {
        return read(stream).map(Optional::isPresent);
    }
}
