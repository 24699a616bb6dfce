package io.cartulary.contracts;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The price of a shipping method in one currency, by what the goods cost after all discounts. All amounts are minor units.
 *
 * @param tiers in ascending order, the first one from 0; a flat price is one tier
 * @param freeFrom shipping costs nothing when the goods cost this much; null when it always costs something
 */
public record ShippingPrice(
        Currency currency,
        List<ShippingTier> tiers,
        @Nullable Long freeFrom) {

    /**
     * @param from what the goods cost at least
     * @param amount the price of the shipping
     */
    public record ShippingTier(long from, long amount) {}

    /** @throws IllegalArgumentException when the tiers don't begin at 0, or are not in order, or a price is negative */
    public ShippingPrice {
        Objects.requireNonNull(currency, "currency");
        tiers = List.copyOf(tiers);
        long next = 0;
        for (ShippingTier tier : tiers) {
            if (tier.from() < next || (next == 0 && tier.from() > 0) || tier.amount() < 0) {
                throw new IllegalArgumentException("not tiers of prices: " + tiers);
            }
            next = tier.from() + 1;
        }
        if (next == 0) {
            throw new IllegalArgumentException("a price without tiers");
        }
    }

    /** A price that is always the same. */
    public static ShippingPrice flat(Money price) {
        return new ShippingPrice(price.currency(), List.of(new ShippingTier(0, price.amount())), null);
    }

    /** The price for goods of this price, both in minor units. */
    public long at(long subtotal) {
        if (freeFrom != null && subtotal >= freeFrom) {
            return 0;
        }
        return tiers.reversed().stream()
                .filter(tier -> tier.from() <= subtotal)
                .findFirst()
                .orElseThrow()
                .amount();
    }
}
