package io.cartulary.command.product;

import io.cartulary.command.eventsourcing.Rejection;

/** Why a product refuses. */
enum ProductRejection implements Rejection {
    PRICE_NOT_POSITIVE(Kind.INVALID, "A price is more than nothing.");

    private final Kind kind;
    private final String reason;

    ProductRejection(Kind kind, String reason) {
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
