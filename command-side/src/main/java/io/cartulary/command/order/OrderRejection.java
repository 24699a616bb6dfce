package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.Rejection;

/** Why an order rejects a command. */
public enum OrderRejection implements Rejection {
    NO_SUCH_ORDER(Kind.NOT_FOUND, "There is no such order."),
    NO_SUCH_LINE(Kind.NOT_FOUND, "The order has no such line."),
    NO_SUCH_SHIPMENT(Kind.NOT_FOUND, "The order has no such shipment."),
    NO_SUCH_RETURN(Kind.NOT_FOUND, "The order has no such return."),

    QUANTITY_OUT_OF_RANGE(Kind.INVALID, "A line has 1 to " + Order.MAX_QUANTITY + " units."),
    AMOUNT_NOT_POSITIVE(Kind.INVALID, "The amount must be positive."),
    NO_LINES(Kind.INVALID, "At least one line is required."),
    LINE_NAMED_TWICE(Kind.INVALID, "A line is named more than once."),

    ORDER_HELD(Kind.CONFLICT, "The order is held; release it first."),
    ORDER_CANCELLED(Kind.CONFLICT, "The order was cancelled."),
    ORDER_COMPLETED(Kind.CONFLICT, "The order is completed."),
    NOT_CONFIRMED(Kind.CONFLICT, "The order is not confirmed yet."),
    NOT_DELIVERED(Kind.CONFLICT, "Not everything is delivered yet."),
    ALREADY_SHIPPED(Kind.CONFLICT, "The units are already shipped."),
    FEWER_THAN_SHIPPED(Kind.CONFLICT, "More units of the line are already shipped."),
    MORE_THAN_UNSHIPPED(Kind.CONFLICT, "The line has fewer units left to ship."),
    MORE_THAN_DELIVERED(Kind.CONFLICT, "The line has fewer units that are shipped and in no other return."),
    MORE_THAN_ON_THE_WAY(Kind.CONFLICT, "The shipment has fewer units of the line that are on their way."),
    MORE_THAN_REQUESTED(Kind.CONFLICT, "The return has fewer units of the line left."),
    MORE_THAN_CREDITABLE(Kind.CONFLICT, "The line has fewer units that are neither credited nor returned."),
    SHIPMENT_ENDED(Kind.CONFLICT, "No unit of the shipment is on its way."),
    NOTHING_LEFT(Kind.CONFLICT, "The order would have no units; cancel it instead."),

    CURRENCY_MISMATCH(Kind.CONFLICT, "The amount is not in the currency of the order."),
    TRANSACTION_REF_NEEDED(
            Kind.CONFLICT,
            "The same amount is already captured for this providerRef. A transactionRef has to tell the captures apart."),
    NOT_FULLY_AUTHORIZED(Kind.CONFLICT, "The order is not fully paid or authorized."),
    NOT_COVERED(Kind.CONFLICT, "The order is not fully paid or authorized. Staff may ship on credit."),
    NOT_UNPAID(Kind.CONFLICT, "The order is confirmed, or something is paid, or all of it is authorized."),
    TOTAL_DIFFERS(Kind.CONFLICT, "The edit does not lead to the expected total."),
    ORDER_ASSIGNED(Kind.CONFLICT, "The order belongs to another customer."),
    BALANCE_OPEN(Kind.CONFLICT, "The balance of the order is not zero."),
    AMOUNT_TOO_LARGE(Kind.CONFLICT, "The sum exceeds the largest amount."),

    PRODUCT_NOT_LISTED(Kind.CONFLICT, "The product is not on sale."),
    RETURN_NOT_APPROVED(Kind.CONFLICT, "The return is not approved yet."),
    RETURN_REJECTED(Kind.CONFLICT, "The return was rejected."),
    RETURN_RECEIVED(Kind.CONFLICT, "The return is already received."),
    NOT_AN_EXCHANGE(Kind.CONFLICT, "The return is not an exchange: its units are credited."),
    RETURN_REPLACED(Kind.CONFLICT, "Replacements of the exchange are already shipped."),
    CREDIT_OUT_OF_RANGE(Kind.CONFLICT, "The credit exceeds the price of its units, or what is not yet credited."),

    ORDER_FULL(Kind.CONFLICT, "The order has " + Order.MAX_LINES + " lines, and can have no more."),
    TOO_MANY_PAYMENTS(
            Kind.CONFLICT, "The order has " + Ledger.MAX_ENTRIES + " payments and refunds, and can have no more."),
    TOO_MANY_CREDITS(Kind.CONFLICT, "The order has " + Credits.MAX_CREDITS + " credits, and can have no more."),
    TOO_MANY_SHIPMENTS(
            Kind.CONFLICT, "The order has " + Fulfilment.MAX_SHIPMENTS + " shipments, and can have no more."),
    TOO_MANY_RETURNS(Kind.CONFLICT, "The order has " + Returns.MAX_RETURNS + " returns, and can have no more."),
    TOO_MANY_NOTES(Kind.CONFLICT, "The order has " + Placement.MAX_NOTES + " notes, and can have no more.");

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
