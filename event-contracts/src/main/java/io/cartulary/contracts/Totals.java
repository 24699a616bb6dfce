package io.cartulary.contracts;

import java.util.Objects;

/**
 * The sums over lines.
 *
 * @param lines the number of lines
 * @param units of all lines together
 * @param total the price of all units
 */
public record Totals(int lines, int units, Money total) {
    public Totals {
        Objects.requireNonNull(total, "total");
    }
}
