package io.cartulary.contracts.pricing;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.ProductPrice;
import io.cartulary.contracts.ProductTerms;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Selects the price of a product: the most specific one that is in the currency, and whose conditions are all met. A price
 * for the customer's group is more specific than any that is not; then one for the country; then one with a beginning or an
 * end; then the one that begins later; then the one that comes first in the register.
 *
 * @param country where the goods go; null when it is not known
 * @param customerGroup null when the customer is in none
 */
public record PriceSelection(
        Currency currency,
        @Nullable String country,
        @Nullable String customerGroup,
        Instant at) {

    private static final Comparator<ProductPrice> SPECIFICITY = Comparator.comparing(
                    (ProductPrice price) -> price.customerGroup() != null)
            .thenComparing(price -> price.country() != null)
            .thenComparing(ProductPrice::hasPeriod)
            .thenComparing(price -> price.validFrom() == null ? Instant.MIN : price.validFrom());

    /**
     * What was selected.
     *
     * @param terms of the product; null when it has only a name and a price
     */
    public record Selected(Money unitPrice, @Nullable ProductTerms terms) {}

    /** Empty when the product has no price that fits. */
    public Optional<Selected> of(ProductListed product) {
        return product.allPrices()
                .filter(this::fits)
                .reduce((best, price) -> SPECIFICITY.compare(price, best) > 0 ? price : best)
                .map(price -> new Selected(price.money(), terms(product, price)));
    }

    private boolean fits(ProductPrice price) {
        return price.currency().equals(currency)
                && (price.country() == null || price.country().equals(country))
                && (price.customerGroup() == null || price.customerGroup().equals(customerGroup))
                && (price.validFrom() == null || !at.isBefore(price.validFrom()))
                && (price.validUntil() == null || at.isBefore(price.validUntil()));
    }

    private static @Nullable ProductTerms terms(ProductListed product, ProductPrice price) {
        return new ProductTerms(
                        product.names(),
                        product.attributes(),
                        product.taxCategory(),
                        price.hasNoConditions() ? null : price)
                .orNull();
    }
}
