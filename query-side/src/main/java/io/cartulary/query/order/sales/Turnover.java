package io.cartulary.query.order.sales;

import io.cartulary.contracts.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The amounts that orders have added to the sales and subtracted. Subtracted amounts are negative. */
@RegisterForReflection
public record Turnover(
        Currency currency,
        @Schema(description = "The number of orders placed") long orders,

        @Schema(description = "The totals of placed orders") Money placed,

        @Schema(description = "The amount by which edits have changed totals")
        Money edited,

        @Schema(description = "The totals of cancelled orders")
        Money cancelled,

        @Schema(description = "The customers' credit for returned goods")
        Money returned,

        @Schema(description = "Other reductions: credits, and refunds that the shop did not owe")
        Money credited,

        @Schema(description = "The sum of these amounts") Money net) {

    static Turnover of(
            Currency currency, long orders, long placed, long edited, long cancelled, long returned, long credited) {
        Money gross = new Money(placed, currency);
        Money changes = new Money(edited, currency);
        Money dropped = new Money(cancelled, currency);
        Money back = new Money(returned, currency);
        Money off = new Money(credited, currency);
        return new Turnover(
                currency,
                orders,
                gross,
                changes,
                dropped,
                back,
                off,
                gross.plus(changes).plus(dropped).plus(back).plus(off));
    }

    Turnover plus(Turnover other) {
        return new Turnover(
                currency,
                Math.addExact(orders, other.orders),
                placed.plus(other.placed),
                edited.plus(other.edited),
                cancelled.plus(other.cancelled),
                returned.plus(other.returned),
                credited.plus(other.credited),
                net.plus(other.net));
    }
}
