package io.cartulary.contributing;

import io.cartulary.command.eventsourcing.Rejection;

/** Why a command for a price tag was rejected. */
enum PriceTagRejection implements Rejection {
    NO_SUCH_TAG(Kind.NOT_FOUND, "There is no such price tag."),
    PRICE_NOT_LOWER(Kind.CONFLICT, "The present price is lower.");

    private final Kind kind;
    private final String reason;

    PriceTagRejection(Kind kind, String reason) {
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
