package io.cartulary.query.order.sales;

import io.cartulary.contracts.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Currency;

/**
 * What orders have added to the sales and taken back. Taken back is negative.
 *
 * @param orders how many were placed
 * @param placed what they came to when they were placed
 * @param edited by how much edits have changed totals
 * @param cancelled the totals of cancelled orders
 * @param returned what customers are credited for goods that came back
 * @param net all of it together
 */
@RegisterForReflection
public record Turnover(
        Currency currency, long orders, Money placed, Money edited, Money cancelled, Money returned, Money net) {

    static Turnover of(Currency currency, long orders, long placed, long edited, long cancelled, long returned) {
        Money gross = new Money(placed, currency);
        Money changes = new Money(edited, currency);
        Money dropped = new Money(cancelled, currency);
        Money credited = new Money(returned, currency);
        return new Turnover(
                currency,
                orders,
                gross,
                changes,
                dropped,
                credited,
                gross.plus(changes).plus(dropped).plus(credited));
    }

    Turnover plus(Turnover other) {
        return new Turnover(
                currency,
                Math.addExact(orders, other.orders),
                placed.plus(other.placed),
                edited.plus(other.edited),
                cancelled.plus(other.cancelled),
                returned.plus(other.returned),
                net.plus(other.net));
    }
}
