package io.cartulary.contracts;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shipping method as it was when a cart was given it.
 *
 * @param method its id in the register
 * @param price in the cart's currency
 * @param taxCategory see {@link TaxTerms#rates}; null for {@value TaxTerms#STANDARD}
 * @param countries where goods can be sent by it (ISO 3166-1 alpha-2): none when it is no longer offered; null for anywhere
 */
public record ShippingTerms(
        String method,
        ShippingPrice price,
        @Nullable String taxCategory,
        @Nullable List<String> countries) {
    public ShippingTerms {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(price, "price");
        countries = countries == null ? null : List.copyOf(countries);
    }

    /** For goods that go anywhere. */
    public ShippingTerms(String method, ShippingPrice price, @Nullable String taxCategory) {
        this(method, price, taxCategory, null);
    }

    /** The same when it is no longer offered: its price is the last one. */
    public ShippingTerms notOffered() {
        return new ShippingTerms(method, price, taxCategory, List.of());
    }

    /** @param country null when it is not known yet where the goods go */
    public boolean goesTo(@Nullable String country) {
        return countries == null || (country == null ? !countries.isEmpty() : countries.contains(country));
    }
}
