package io.cartulary.contracts.pricing;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.TaxTerms;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a cart, with what its price depends on.
 *
 * @param quantity at least 1
 * @param unitPrice not negative
 * @param taxCategory of the product; null for {@value TaxTerms#STANDARD}
 * @param attributes of the product by name, with one value or several
 */
public record PriceableLine(
        UUID lineId,
        String sku,
        int quantity,
        Money unitPrice,
        @Nullable String taxCategory,
        Map<String, List<String>> attributes) {

    /** @throws IllegalArgumentException when it has no units, or a negative price */
    public PriceableLine {
        Objects.requireNonNull(lineId, "lineId");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(attributes, "attributes");
        if (quantity < 1 || unitPrice.amount() < 0) {
            throw new IllegalArgumentException("%d units at %s".formatted(quantity, unitPrice));
        }
    }
}
