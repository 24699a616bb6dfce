package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.Rejection;

/** Why an order refuses. */
public enum OrderRejection implements Rejection {
    NO_SUCH_ORDER(Kind.NOT_FOUND, "There is no such order."),
    NO_SUCH_LINE(Kind.NOT_FOUND, "The order has no such line."),
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
    MORE_THAN_DELIVERED(Kind.CONFLICT, "The line has not as many units that were shipped and are in no other return."),
    MORE_THAN_ON_THE_WAY(Kind.CONFLICT, "The shipment has not as many units of the line that are still on their way."),
    MORE_THAN_REQUESTED(Kind.CONFLICT, "The return has not as many units of the line left."),
    MORE_THAN_CREDITABLE(Kind.CONFLICT, "The line has not as many units that were neither credited nor returned."),
    SHIPMENT_ENDED(Kind.CONFLICT, "No unit of the shipment is on its way any more."),
    NOTHING_LEFT(Kind.CONFLICT, "The order would have no units; cancel it instead."),

    CURRENCY_MISMATCH(Kind.CONFLICT, "This is not in the order's currency."),
    TRANSACTION_REF_NEEDED(
            Kind.CONFLICT,
            "The same amount was captured for this providerRef before: a transactionRef has to say whether this is another capture."),
    NOT_FULLY_AUTHORIZED(Kind.CONFLICT, "Less is paid or authorized than is owed."),
    NOT_COVERED(Kind.CONFLICT, "Less is paid or authorized than is owed; staff may ship on credit."),
    NOT_UNPAID(Kind.CONFLICT, "The order is confirmed, or something is paid, or all of it is authorized."),
    TOTAL_DIFFERS(Kind.CONFLICT, "The order would have another total than expected."),
    ORDER_ASSIGNED(Kind.CONFLICT, "The order is another customer's."),
    BALANCE_OPEN(Kind.CONFLICT, "The customer owes something, or the shop does."),
    AMOUNT_TOO_LARGE(Kind.CONFLICT, "The sum exceeds what an amount of money can be."),

    PRODUCT_NOT_LISTED(Kind.CONFLICT, "The product is not on sale."),
    RETURN_NOT_APPROVED(Kind.CONFLICT, "The return is not approved yet."),
    RETURN_REJECTED(Kind.CONFLICT, "The return was rejected."),
    RETURN_RECEIVED(Kind.CONFLICT, "The goods came back already."),
    NOT_AN_EXCHANGE(Kind.CONFLICT, "The return is no exchange: its units are credited."),
    RETURN_REPLACED(Kind.CONFLICT, "Units of the exchange were sent again already."),
    CREDIT_OUT_OF_RANGE(
            Kind.CONFLICT, "A credit is no more than the price of its units, nor than what is not credited yet."),

    ORDER_FULL(Kind.CONFLICT, "The order has " + Order.MAX_LINES + " lines already."),
    TOO_MANY_PAYMENTS(Kind.CONFLICT, "The order has " + Ledger.MAX_ENTRIES + " payments and refunds already."),
    TOO_MANY_CREDITS(Kind.CONFLICT, "The order has " + Credits.MAX_CREDITS + " credits already."),
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
