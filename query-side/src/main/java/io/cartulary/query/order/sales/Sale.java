package io.cartulary.query.order.sales;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.view.Transition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The amount by which one event of an order raises or lowers the sales: the change of what the customer owes for goods.
 * Payments and refunds only settle it, except a refund that the shop did not owe.
 *
 * @param amount signed
 */
record Sale(Kind kind, Money amount) {

    enum Kind {
        /** The total of a new order. */
        PLACED,
        /** The total after an edit, less that before it. */
        EDITED,
        /** Subtracts what was owed: the order's total, less earlier credits. */
        CANCELLED,
        /** Subtracts the customer's credit for returned goods. */
        RETURNED,
        /** Subtracts other reductions: credits, and refunds that the shop did not owe. */
        CREDITED
    }

    /** At most one of each kind. */
    static List<Sale> of(Transition<OrderView> step) {
        OrderView before = step.before();
        if (before == null || step.event().event() instanceof OrderCancelled) {
            return of(step, 0);
        }
        return of(
                step,
                Math.subtractExact(
                        step.after().money().conceded(), before.money().conceded()));
    }

    /**
     * @param conceded the additional amount by which refunds lower what is owed; negative for a concession that has
     *     ended
     */
    private static List<Sale> of(Transition<OrderView> step, long conceded) {
        var concession = new Money(-conceded, step.after().currency());
        return switch ((OrderEvent) step.event().event()) {
            case OrderPlaced placed -> sales(Kind.PLACED, placed.total(), concession);
            case OrderEdited edited ->
                sales(Kind.EDITED, edited.totalAfter().plus(edited.totalBefore().times(-1)), concession);
            case OrderCancelled _ ->
                sales(
                        Kind.CANCELLED,
                        owed(Objects.requireNonNull(step.before())).times(-1),
                        concession);
            case ReturnReceived received ->
                sales(Kind.RETURNED, received.credit().times(-1), concession);
            case OrderCredited credited ->
                sales(Kind.CREDITED, credited.amount().times(-1).plus(concession));
            case PlacementEvent _, PaymentEvent _, FulfilmentEvent _, ReturnEvent _ -> sales(Kind.CREDITED, concession);
        };
    }

    private static Money owed(OrderView order) {
        return new Money(order.money().owed(), order.currency());
    }

    /** An event that places, edits, cancels or returns counts even when its amount is zero. */
    private static List<Sale> sales(Kind kind, Money amount, Money concession) {
        return Stream.concat(Stream.of(new Sale(kind, amount)), sales(Kind.CREDITED, concession).stream())
                .toList();
    }

    private static List<Sale> sales(Kind kind, Money amount) {
        return amount.amount() == 0 ? List.of() : List.of(new Sale(kind, amount));
    }
}
