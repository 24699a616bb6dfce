package io.cartulary.contracts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shipping method as it was when a cart was given it.
 *
 * @param method its id in the register
 * @param price in the cart's currency
 * @param taxCategory see {@link TaxTerms#rates}; null for {@value TaxTerms#STANDARD}
 */
public record ShippingTerms(
        String method, ShippingPrice price, @Nullable String taxCategory) {
    public ShippingTerms {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(price, "price");
    }
}
