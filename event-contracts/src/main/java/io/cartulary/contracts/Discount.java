package io.cartulary.contracts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one promotion takes off a line or the shipping.
 *
 * @param promotion its id
 * @param code that the shopper entered for it; null when it needs none
 * @param amount more than 0; in minor units
 */
public record Discount(String promotion, @Nullable String code, long amount) {
    public Discount {
        Objects.requireNonNull(promotion, "promotion");
    }
}
