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

        @Schema(
                description =
                        "The sum of `placed`, `edited`, `cancelled`, `returned` and `credited`: what customers owe, with shipping and tax")
        Money total,

        @Schema(description = "The tax in `total`; zero for orders that were placed without tax rates")
        Money tax,

        @Schema(description = "`total` without `tax`") Money net,

        @Schema(description = "The part of `net` that is for shipping")
        Money shipping,

        @Schema(
                description =
                        "What promotions have taken off goods and shipping, positive; returned and cancelled units subtract their part. It is no part of `total`")
        Money discount) {

    static Turnover of(
            Currency currency,
            long orders,
            long placed,
            long edited,
            long cancelled,
            long returned,
            long credited,
            SaleParts parts) {
        Money gross = new Money(placed, currency);
        Money changes = new Money(edited, currency);
        Money dropped = new Money(cancelled, currency);
        Money back = new Money(returned, currency);
        Money off = new Money(credited, currency);
        Money total = gross.plus(changes).plus(dropped).plus(back).plus(off);
        return new Turnover(
                currency,
                orders,
                gross,
                changes,
                dropped,
                back,
                off,
                total,
                new Money(parts.tax(), currency),
                new Money(Math.subtractExact(total.amount(), parts.tax()), currency),
                new Money(parts.shipping(), currency),
                new Money(parts.discount(), currency));
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
                total.plus(other.total),
                tax.plus(other.tax),
                net.plus(other.net),
                shipping.plus(other.shipping),
                discount.plus(other.discount));
    }
}
