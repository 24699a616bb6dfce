package io.cartulary.command.promotion;

import io.cartulary.command.eventsourcing.Rejection;

/** Why a redemption is not reserved. Callers don't see it: the checkout calculates the price without the discount. */
enum RedemptionRejection implements Rejection {
    NOTHING_TO_REDEEM("There is no such code or promotion."),
    PROMOTION_ENDED("The promotion has ended."),
    LIMIT_REACHED("It was redeemed as often as its limit permits."),
    TOO_MANY_RESERVATIONS("Too many checkouts have reserved it, and are not settled.");

    private final String reason;

    RedemptionRejection(String reason) {
        this.reason = reason;
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }

    @Override
    public String reason() {
        return reason;
    }
}
