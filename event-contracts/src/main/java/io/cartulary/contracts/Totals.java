package io.cartulary.contracts;

import java.util.Objects;

/**
 * What lines add up to.
 *
 * @param lines how many there are
 * @param units of all lines together
 * @param total the price of all units
 */
public record Totals(int lines, int units, Money total) {
    public Totals {
        Objects.requireNonNull(total, "total");
    }
}
