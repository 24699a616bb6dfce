package io.cartulary.contracts.pricing;

import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.Rounding;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What was charged for the units of a line: the basis of what some of them cost, in proportion.
 *
 * @param quantity of all units, at least 1
 * @param amount for all of them, in minor units
 */
public record LineCharge(int quantity, long amount, Rounding rounding) {

    /** @throws IllegalArgumentException when it is for no units */
    public LineCharge {
        Objects.requireNonNull(rounding, "rounding");
        if (quantity < 1) {
            throw new IllegalArgumentException(quantity + " units");
        }
    }

    /** What an order's lines were charged, by their ids; without those whose units cost their listed price. */
    public static Map<UUID, LineCharge> of(OrderPlaced placed) {
        Map<UUID, LineCharge> charges = new HashMap<>();
        for (PricedLine line : placed.price().lines()) {
            of(line, placed.terms().rounding()).ifPresent(charge -> charges.putIfAbsent(line.lineId(), charge));
        }
        return charges;
    }

    /** Empty when the units cost their listed price. */
    public static Optional<LineCharge> of(PricedLine line, Rounding rounding) {
        return line.total() == line.subtotal()
                ? Optional.empty()
                : Optional.of(new LineCharge(line.quantity(), line.total(), rounding));
    }

    /**
     * What this number of units costs, which may be more than were charged: the amount in proportion, rounded. What
     * further units cost is the difference of two such amounts, so that all shares add up ({@link Shares}).
     *
     * @throws ArithmeticException when it exceeds a long
     */
    public long of(int units) {
        return Fractions.round(amount, units, quantity, rounding);
    }
}
