package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.Rejection;

/** Why a cart rejects a command. */
public enum CartRejection implements Rejection {
    NO_SUCH_CART(Kind.NOT_FOUND, "There is no such cart."),
    CART_EXISTS(Kind.CONFLICT, "A cart with this id exists already."),
    CART_EMPTY(Kind.CONFLICT, "The cart has no lines."),
    ADDRESS_MISSING(Kind.CONFLICT, "The cart has no shipping address."),
    CONTACT_MISSING(Kind.CONFLICT, "The cart has no contact."),
    TOTAL_DIFFERS(Kind.CONFLICT, "The total of the cart is not the expected total."),
    NO_SUCH_ORIGINAL(Kind.NOT_FOUND, "There is no such cart or order to copy."),
    CART_CHECKED_OUT(Kind.CONFLICT, "The cart is checked out."),
    CART_FROZEN(Kind.CONFLICT, "The cart is frozen and rejects commands until its freeze ends."),
    CART_MERGING(Kind.CONFLICT, "The cart is being merged into another cart."),
    CART_MERGED(Kind.CONFLICT, "The cart was merged into another cart."),
    CART_ASSIGNED(Kind.CONFLICT, "The cart belongs to another customer."),
    NO_SUCH_MERGE(Kind.CONFLICT, "The cart is not being merged under this id."),
    MERGE_WITH_ITSELF(Kind.INVALID, "A cart cannot be merged with itself."),
    NO_SUCH_VERSION(Kind.CONFLICT, "The cart has no state at this version or time."),
    UNTIL_OUT_OF_RANGE(
            Kind.INVALID, "A freeze ends in the future, at most " + Cart.LONGEST_FREEZE.toDays() + " days ahead."),
    PRICE_TOO_HIGH(Kind.CONFLICT, "The price of the product is too high for a cart."),
    QUANTITY_OUT_OF_RANGE(Kind.INVALID, "A line has 1 to " + Cart.MAX_QUANTITY + " units."),
    LINE_FULL(Kind.CONFLICT, "The cart would have more than " + Cart.MAX_QUANTITY + " units of the product."),
    CART_FULL(Kind.CONFLICT, "The cart has " + Cart.MAX_LINES + " lines, and can have no more."),
    NO_SUCH_LINE(Kind.NOT_FOUND, "The cart has no such line."),
    PRODUCT_NOT_LISTED(Kind.CONFLICT, "The product is not on sale."),
    NO_SUCH_CODE(Kind.NOT_FOUND, "There is no such code."),
    TOO_MANY_CODES(Kind.CONFLICT, "The cart has " + PriceRules.MAX_CODES + " codes, and can have no more."),
    NO_SUCH_SHIPPING_METHOD(Kind.NOT_FOUND, "There is no such shipping method."),
    SHIPPING_METHOD_NOT_OFFERED(
            Kind.CONFLICT, "The shipping method is not offered for the address or in the currency of the cart."),
    EXTERNAL_TAX_STALE(Kind.CONFLICT, "The cart has changed since its taxes were calculated."),
    EXTERNAL_TAX_DIFFERS(
            Kind.CONFLICT, "The taxes are not those of each line and of the shipping, or exceed their price."),
    CURRENCY_MISMATCH(Kind.CONFLICT, "The price of the product is not in the currency of the cart.");

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
