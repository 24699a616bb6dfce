package io.cartulary.contracts;

import io.cartulary.contracts.OrderEvent.OrderLine;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a line costs, in minor units.
 *
 * @param unitPrice as listed
 * @param subtotal the listed price of all units
 * @param discounts in the order in which they were applied; those of the whole order with the line's part
 * @param tax null until it is known where the goods go
 * @param total what the customer pays: the subtotal less the discounts, and the tax where prices don't include it
 */
public record PricedLine(
        UUID lineId,
        int quantity,
        long unitPrice,
        long subtotal,
        List<Discount> discounts,
        @Nullable TaxAmount tax,
        long total) {
    public PricedLine {
        Objects.requireNonNull(lineId, "lineId");
        discounts = List.copyOf(discounts);
    }

    /** A line without discounts and tax. */
    static PricedLine listed(OrderLine line) {
        long price = line.unitPrice().times(line.quantity()).amount();
        return new PricedLine(line.lineId(), line.quantity(), line.unitPrice().amount(), price, List.of(), null, price);
    }
}
