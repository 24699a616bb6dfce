package io.cartulary.contracts.pricing;

import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.Rounding;

/** Shares of what was charged, for units that come back, are credited, or are refunded one after the other. */
public final class Shares {

    /**
     * A share of a line, in minor units.
     *
     * @param tax the part of the total that is tax; 0 when none was charged
     */
    public record LineShare(long tax, long total) {

        public static final LineShare NONE = new LineShare(0, 0);

        /** The part without the tax. A single share may have one minor unit more tax than total; all together don't. */
        public long net() {
            return total - tax;
        }

        public LineShare plus(LineShare other) {
            return new LineShare(Math.addExact(tax, other.tax), Math.addExact(total, other.total));
        }
    }

    private Shares() {}

    /**
     * What is to be given for further units of an amount that was charged for several: what all units so far are worth,
     * rounded, less what was given before. So the shares add up, however the units come back.
     *
     * @param amount that was charged for all units
     * @param quantity of all units
     * @param units that came back so far, with these
     * @param given before, for the others of them
     * @throws IllegalArgumentException when more units came back than there are
     */
    public static long share(long amount, int quantity, int units, long given, Rounding rounding) {
        if (units < 0 || units > quantity) {
            throw new IllegalArgumentException("%d of %d units".formatted(units, quantity));
        }
        return Fractions.round(amount, units, quantity, rounding) - given;
    }

    /** The same for what a line costs, with its tax. */
    public static LineShare share(PricedLine line, int units, LineShare given, Rounding rounding) {
        long tax = line.tax() == null ? 0 : line.tax().amount();
        return new LineShare(
                share(tax, line.quantity(), units, given.tax(), rounding),
                share(line.total(), line.quantity(), units, given.total(), rounding));
    }
}
