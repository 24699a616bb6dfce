package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.Rejection;

/** Why a cart refuses. */
public enum CartRejection implements Rejection {
    NO_SUCH_CART(Kind.NOT_FOUND, "There is no such cart."),
    CART_EXISTS(Kind.CONFLICT, "A cart with this id exists already."),
    CART_EMPTY(Kind.CONFLICT, "There is nothing in the cart."),
    ADDRESS_MISSING(Kind.CONFLICT, "The cart has no shipping address."),
    CONTACT_MISSING(Kind.CONFLICT, "The cart has no contact."),
    TOTAL_DIFFERS(Kind.CONFLICT, "The cart's total is not the expected one."),
    NO_SUCH_ORIGINAL(Kind.NOT_FOUND, "There is no such cart or order to copy."),
    CART_CHECKED_OUT(Kind.CONFLICT, "The cart was ordered."),
    CART_FROZEN(Kind.CONFLICT, "The cart is frozen and takes no wishes until its time is over."),
    CART_MERGING(Kind.CONFLICT, "The cart is about to go into another one."),
    CART_MERGED(Kind.CONFLICT, "The cart has gone into another one."),
    CART_ASSIGNED(Kind.CONFLICT, "The cart is another customer's."),
    NO_SUCH_MERGE(Kind.CONFLICT, "The cart is not being merged under this id."),
    MERGE_WITH_ITSELF(Kind.INVALID, "A cart does not go into itself."),
    NO_SUCH_VERSION(Kind.CONFLICT, "The cart has not been at that version or time."),
    UNTIL_OUT_OF_RANGE(
            Kind.INVALID, "A cart is frozen until a time to come, at most " + Cart.LONGEST_FREEZE.toDays() + " days."),
    PRICE_TOO_HIGH(Kind.CONFLICT, "The product costs more than a cart can add up."),
    QUANTITY_OUT_OF_RANGE(Kind.INVALID, "A line has 1 to " + Cart.MAX_QUANTITY + " units."),
    LINE_FULL(Kind.CONFLICT, "The cart would have more than " + Cart.MAX_QUANTITY + " units of the product."),
    CART_FULL(Kind.CONFLICT, "The cart has " + Cart.MAX_LINES + " lines already."),
    NO_SUCH_LINE(Kind.NOT_FOUND, "The cart has no such line."),
    PRODUCT_NOT_LISTED(Kind.CONFLICT, "The product is not on sale."),
    CURRENCY_MISMATCH(Kind.CONFLICT, "The product's price is not in the cart's currency.");

    private final Kind kind;
    private final String reason;

    CartRejection(Kind kind, String reason) {
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
