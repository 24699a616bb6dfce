package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.Rejection;

/** Why an order refuses. */
public enum OrderRejection implements Rejection {
    NO_SUCH_ORDER(Kind.NOT_FOUND, "There is no such order."),
    NO_SUCH_LINE(Kind.NOT_FOUND, "The order has no such line."),
    NO_SUCH_PAYMENT(Kind.NOT_FOUND, "Nothing was captured under this payment id."),
    NO_SUCH_SHIPMENT(Kind.NOT_FOUND, "The order has no such shipment."),
    NO_SUCH_RETURN(Kind.NOT_FOUND, "The order has no such return."),

    QUANTITY_OUT_OF_RANGE(Kind.INVALID, "A line has 1 to " + Order.MAX_QUANTITY + " units."),
    AMOUNT_NOT_POSITIVE(Kind.INVALID, "An amount is more than nothing."),
    NO_LINES(Kind.INVALID, "At least one line has to be named."),
    LINE_NAMED_TWICE(Kind.INVALID, "A line is named more than once."),

    ORDER_HELD(Kind.CONFLICT, "The order is held; release it first."),
    ORDER_CANCELLED(Kind.CONFLICT, "The order was cancelled."),
    ORDER_COMPLETED(Kind.CONFLICT, "The order is completed."),
    NOT_CONFIRMED(Kind.CONFLICT, "The order is not confirmed yet."),
    NOT_DELIVERED(Kind.CONFLICT, "Not everything is delivered yet."),
    ALREADY_SHIPPED(Kind.CONFLICT, "What this is about was shipped already."),
    FEWER_THAN_SHIPPED(Kind.CONFLICT, "More units of the line were shipped already."),
    MORE_THAN_UNSHIPPED(Kind.CONFLICT, "The line has not as many units left to be shipped."),
    MORE_THAN_DELIVERED(Kind.CONFLICT, "The line has not as many delivered units that are not on their way back."),
    NOTHING_LEFT(Kind.CONFLICT, "The order would have no units; cancel it instead."),

    CURRENCY_MISMATCH(Kind.CONFLICT, "This is not in the order's currency."),
    PROVIDER_REF_USED(Kind.CONFLICT, "Another payment of this kind has this providerRef already."),
    NOT_FULLY_AUTHORIZED(Kind.CONFLICT, "Less than the order's total is authorized."),
    MORE_THAN_AUTHORIZED(Kind.CONFLICT, "Not as much is authorized, and neither captured nor voided."),
    MORE_THAN_CAPTURED(Kind.CONFLICT, "Not as much was captured under this payment id, and not refunded."),
    BALANCE_OPEN(Kind.CONFLICT, "The customer owes something, or the shop does."),
    AMOUNT_TOO_LARGE(Kind.CONFLICT, "The sum exceeds what an amount of money can be."),

    PRODUCT_NOT_LISTED(Kind.CONFLICT, "The product is not on sale."),
    RETURN_NOT_APPROVED(Kind.CONFLICT, "The return is not approved yet."),
    RETURN_REJECTED(Kind.CONFLICT, "The return was rejected."),
    RETURN_RECEIVED(Kind.CONFLICT, "The goods came back already."),
    CREDIT_OUT_OF_RANGE(Kind.CONFLICT, "The credit is from nothing to the price of the units."),

    ORDER_FULL(Kind.CONFLICT, "The order has " + Order.MAX_LINES + " lines already."),
    TOO_MANY_PAYMENTS(Kind.CONFLICT, "The order has " + Ledger.MAX_ENTRIES + " payments and refunds already."),
    TOO_MANY_SHIPMENTS(Kind.CONFLICT, "The order has " + Fulfilment.MAX_SHIPMENTS + " shipments already."),
    TOO_MANY_RETURNS(Kind.CONFLICT, "The order has " + Returns.MAX_RETURNS + " returns already."),
    TOO_MANY_NOTES(Kind.CONFLICT, "The order has " + Placement.MAX_NOTES + " notes already.");

    private final Kind kind;
    private final String reason;

    OrderRejection(Kind kind, String reason) {
        this.kind = kind;
        this.reason = reason;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String reason() {
        return reason;
    }
}
