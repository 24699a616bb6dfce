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
 * @param credited what customers are let off otherwise: credits, and refunds that the shop did not owe
 * @param net all of it together
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
