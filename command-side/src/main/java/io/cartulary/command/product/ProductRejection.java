package io.cartulary.command.product;

import io.cartulary.command.eventsourcing.Rejection;

/** Why a product refuses. */
public enum ProductRejection implements Rejection {
    NO_SUCH_PRODUCT(Kind.NOT_FOUND, "There is no such product."),
    PRODUCT_NOT_LISTED(Kind.CONFLICT, "The product is not on sale."),
    PRICE_NOT_POSITIVE(Kind.INVALID, "A price is more than nothing."),
    PRICE_TOO_HIGH(Kind.INVALID, "A price is at most " + Product.MAX_PRICE + " minor units."),
    CURRENCY_MISMATCH(Kind.CONFLICT, "The product's price is in another currency; list it anew to change that.");

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
