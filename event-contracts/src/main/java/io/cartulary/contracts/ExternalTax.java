package io.cartulary.contracts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Taxes of a cart that another system has calculated. They replace those by {@link TaxTerms}.
 *
 * @param cartVersion the version of the cart that they were calculated for
 * @param includedInPrice whether the prices of lines and shipping contain them already
 * @param lines one for each line of the cart
 * @param shipping missing when the cart has no shipping method
 * @param stale true once the cart has changed in a way that its price depends on; else missing
 */
public record ExternalTax(
        long cartVersion,
        boolean includedInPrice,
        List<LineTax> lines,
        @Nullable ShippingTax shipping,
        @Nullable Boolean stale) {

    /** @param amount of the tax on all units, in minor units */
    public record LineTax(UUID lineId, Rate rate, long amount) {
        public LineTax {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(rate, "rate");
        }
    }

    /** @param amount of the tax, in minor units */
    public record ShippingTax(Rate rate, long amount) {
        public ShippingTax {
            Objects.requireNonNull(rate, "rate");
        }
    }

    public ExternalTax {
        lines = List.copyOf(lines);
    }

    /** Not stale. */
    public ExternalTax(long cartVersion, boolean includedInPrice, List<LineTax> lines, @Nullable ShippingTax shipping) {
        this(cartVersion, includedInPrice, lines, shipping, null);
    }

    /** Whether the cart is the one that they were calculated for. */
    public boolean fits() {
        return stale == null;
    }

    /** The same for a cart that has changed since. */
    public ExternalTax outdated() {
        return new ExternalTax(cartVersion, includedInPrice, lines, shipping, true);
    }
}
