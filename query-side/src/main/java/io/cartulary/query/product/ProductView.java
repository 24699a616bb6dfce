package io.cartulary.query.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.ProductImage;
import io.cartulary.contracts.ProductPrice;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the register has of a product. Members without a value are not written, so that rows of earlier releases are equal
 * to present ones.
 *
 * @param price of one unit for everybody, unless one of the {@code prices} fits better
 * @param names by locale; missing when there is only the name
 * @param images missing for none
 * @param attributes missing for none
 * @param taxCategory missing for {@code standard}
 * @param prices in other currencies, for countries, customer groups and periods; missing for none
 */
public record ProductView(
        String sku,
        long version,
        State state,
        String name,
        Money price,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(Include.NON_NULL) @Nullable Map<String, String> names,
        @JsonInclude(Include.NON_NULL) @Nullable List<ProductImage> images,
        @JsonInclude(Include.NON_NULL) @Nullable CustomFields attributes,
        @JsonInclude(Include.NON_NULL) @Nullable String taxCategory,
        @JsonInclude(Include.NON_NULL) @Nullable List<ProductPrice> prices)
        implements Versioned {

    /** Of a product that has only a name and a price. */
    public ProductView(
            String sku, long version, State state, String name, Money price, Instant createdAt, Instant updatedAt) {
        this(sku, version, state, name, price, createdAt, updatedAt, null, null, null, null, null);
    }

    @Schema(name = "ProductState")
    public enum State {
        LISTED,
        /** No longer on sale; name and price are the last ones. */
        DELISTED
    }

    /** The product after the next event. */
    public static ProductView evolve(@Nullable ProductView product, RecordedEvent recorded) {
        return switch ((ProductEvent) recorded.event()) {
            case ProductListed listed ->
                new ProductView(
                        recorded.streamId().rootId(),
                        recorded.version(),
                        State.LISTED,
                        listed.name(),
                        listed.price(),
                        product == null ? recorded.at() : product.createdAt(),
                        recorded.at(),
                        listed.names(),
                        listed.images(),
                        listed.attributes(),
                        listed.taxCategory(),
                        listed.prices());
            case ProductPriceChanged changed -> known(product).with(State.LISTED, changed.to(), recorded);
            case ProductDelisted _ ->
                known(product).with(State.DELISTED, known(product).price(), recorded);
        };
    }

    private static ProductView known(@Nullable ProductView product) {
        return Objects.requireNonNull(product, "a product's history begins with its listing");
    }

    private ProductView with(State next, Money cost, RecordedEvent recorded) {
        return new ProductView(
                sku,
                recorded.version(),
                next,
                name,
                cost,
                createdAt,
                recorded.at(),
                names,
                images,
                attributes,
                taxCategory,
                prices);
    }
}
