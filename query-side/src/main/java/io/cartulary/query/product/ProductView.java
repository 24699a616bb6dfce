package io.cartulary.query.product;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.query.projection.Versioned;
import io.cartulary.query.timeline.Recorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a product is called and costs. */
public record ProductView(
        String sku, long version, State state, String name, Money price, Instant createdAt, Instant updatedAt)
        implements Versioned {

    public enum State {
        LISTED
    }

    /** The product after one more event. */
    static ProductView evolve(@Nullable ProductView product, Recorded recorded) {
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
        };
    }
}
