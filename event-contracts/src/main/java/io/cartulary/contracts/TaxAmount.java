package io.cartulary.contracts;

import java.util.Objects;

/**
 * The tax on a price, in minor units.
 *
 * @param net the price without the tax
 * @param amount the tax
 */
public record TaxAmount(Rate rate, long net, long amount) {
    public TaxAmount {
        Objects.requireNonNull(rate, "rate");
    }

    /** Net and tax. */
    public long gross() {
        return Math.addExact(net, amount);
    }
}
