package io.cartulary.query.product;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Problem;
import io.cartulary.query.live.Visibility;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.JsonRows;
import io.cartulary.query.store.Store;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.cartulary.service.access.Caller;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code product_by_sku}: a row per product. */
@ApplicationScoped
@RegisterForReflection(targets = ProductView.class)
public class Products implements Projection<ProductView>, Visibility {

    /** The category of the streams that it follows. */
    public static final String CATEGORY = "product";

    private final JsonRows<ProductView> rows;
    private final List<SecondaryTable<ProductView>> listings;

    Products(Store store, @All List<SecondaryTable<ProductView>> listings) {
        this.listings = listings;
        rows = new JsonRows<>(store, CATEGORY, tables(), "sku text", ProductView.class);
    }

    @Override
    public String tables() {
        return "product_by_sku";
    }

    @Override
    public List<String> migrations() {
        return rows.migrations();
    }

    @Override
    public String category() {
        return CATEGORY;
    }

    @Override
    public Uni<Optional<ProductView>> read(StreamId stream, int generation) {
        return rows.read(stream.rootId(), generation);
    }

    @Override
    public ProductView evolve(@Nullable ProductView product, RecordedEvent recorded) {
        return ProductView.evolve(product, recorded);
    }

    @Override
    public boolean isPublic() {
        return true;
    }

    @Override
    public Uni<Boolean> permits(StreamId stream, Caller caller) {
        return read(stream).map(Optional::isPresent);
    }

    @Override
    public Problem unknown() {
        return Problem.NO_SUCH_PRODUCT;
    }

    @Override
    public Cql write(StreamId stream, ProductView product) {
        return rows.write(stream.rootId(), product.version(), product);
    }

    @Override
    public List<Cql> rowsBeside(List<Transition<ProductView>> steps) {
        return listings.stream()
                .flatMap(listing -> listing.rows(steps).stream())
                .toList();
    }
}
