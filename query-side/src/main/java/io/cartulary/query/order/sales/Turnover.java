package io.cartulary.query.order.sales;

import io.cartulary.contracts.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Currency;

/**
 * The amounts that orders have added to the sales and subtracted. Subtracted amounts are negative.
 *
 * @param orders the number of orders placed
 * @param placed their totals when they were placed
 * @param edited the amount by which edits have changed totals
 * @param cancelled the totals of cancelled orders
 * @param returned the customers' credit for returned goods
 * @param credited other reductions: credits, and refunds that the shop did not owe
 * @param net the sum of all of them
 */
@RegisterForReflection
public record Turnover(
        Currency currency,
        long orders,
        Money placed,
        Money edited,
        Money cancelled,
        Money returned,
        Money credited,
        Money net) {

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
