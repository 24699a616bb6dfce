package io.cartulary.contracts;

import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A price of a product, and whom it is for. All conditions that are given have to be met.
 *
 * @param amount of one unit, in minor units
 * @param country where the goods go (ISO 3166-1 alpha-2); null for anywhere
 * @param customerGroup of the customer; null for everybody
 * @param validFrom the first moment of the price, to the millisecond; null when it has always been valid
 * @param validUntil the moment from which it is over, to the millisecond; null when it has no end
 */
public record ProductPrice(
        long amount,
        Currency currency,
        @Nullable String country,
        @Nullable String customerGroup,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil) {

    public ProductPrice {
        Objects.requireNonNull(currency, "currency");
    }

    /** For everybody, anywhere and at any time. */
    public ProductPrice(Money price) {
        this(price.amount(), price.currency(), null, null, null, null);
    }

    public Money money() {
        return new Money(amount, currency);
    }

    /** Whether it is for everybody, anywhere and at any time. */
    public boolean hasNoConditions() {
        return country == null && customerGroup == null && !hasPeriod();
    }

    /** Whether it has a beginning or an end. */
    public boolean hasPeriod() {
        return validFrom != null || validUntil != null;
    }
}
