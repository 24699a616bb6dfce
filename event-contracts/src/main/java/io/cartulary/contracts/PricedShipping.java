package io.cartulary.contracts;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the shipping costs, in minor units.
 *
 * @param method its id
 * @param price for goods that cost what these do, without promotions
 * @param discounts in the order in which they were applied
 * @param tax null until it is known where the goods go
 * @param total what the customer pays: the price less the discounts, and the tax where prices don't include it
 */
public record PricedShipping(
        String method,
        long price,
        List<Discount> discounts,
        @Nullable TaxAmount tax,
        long total) {
    public PricedShipping {
        Objects.requireNonNull(method, "method");
        discounts = List.copyOf(discounts);
    }
}
