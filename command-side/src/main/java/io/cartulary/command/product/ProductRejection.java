package io.cartulary.command.product;

import io.cartulary.command.eventsourcing.Rejection;

/** Why a product rejects a command. */
public enum ProductRejection implements Rejection {
    NO_SUCH_PRODUCT(Kind.NOT_FOUND, "There is no such product."),
    PRODUCT_NOT_LISTED(Kind.CONFLICT, "The product is not on sale."),
    PRICE_NOT_POSITIVE(Kind.INVALID, "The price must be positive."),
    PRICE_TOO_HIGH(Kind.INVALID, "The price is at most " + Product.MAX_PRICE + " minor units."),
    CURRENCY_MISMATCH(
            Kind.CONFLICT,
            "The price of the product is in another currency. List the product again to change the currency.");

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
