package io.cartulary.query.product;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A product's name and price. */
public record ProductView(
        String sku, long version, State state, String name, Money price, Instant createdAt, Instant updatedAt)
        implements Versioned {

    @Schema(name = "ProductState")
    public enum State {
        LISTED,
        /** No longer on sale; name and price are the last ones. */
        DELISTED
    }

    /** The product after the next event. */
    public static ProductView evolve(@Nullable ProductView product, RecordedEvent recorded) {
        return switch ((ProductEvent) recorded.event()) {
            case ProductListed(String name, Money price) ->
                new ProductView(
                        recorded.streamId().rootId(),
                        recorded.version(),
                        State.LISTED,
                        name,
                        price,
                        product == null ? recorded.at() : product.createdAt(),
                        recorded.at());
            case ProductPriceChanged changed -> known(product).with(State.LISTED, changed.to(), recorded);
            case ProductDelisted _ ->
                known(product).with(State.DELISTED, known(product).price(), recorded);
        };
    }

    private static ProductView known(@Nullable ProductView product) {
        return Objects.requireNonNull(product, "a product's history begins with its listing");
    }

    private ProductView with(State next, Money cost, RecordedEvent recorded) {
        return new ProductView(sku, recorded.version(), next, name, cost, createdAt, recorded.at());
    }
}
