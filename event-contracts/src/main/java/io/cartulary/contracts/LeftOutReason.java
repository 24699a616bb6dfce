package io.cartulary.contracts;

/** Why a restoration did not bring a product back. */
public enum LeftOutReason {
    /** The product register does not sell it now. */
    NOT_ON_SALE,
    /** Its price is in another currency than the cart's. */
    OTHER_CURRENCY,
    /** It costs more than a cart can add up. */
    PRICE_TOO_HIGH
}
