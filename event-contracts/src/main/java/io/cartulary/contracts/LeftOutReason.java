package io.cartulary.contracts;

/** Why a restoration left out a product. */
public enum LeftOutReason {
    /** The product register does not sell it now. */
    NOT_ON_SALE,
    /** Its price is in another currency than the cart's. */
    OTHER_CURRENCY,
    /** It costs more than the limit for the total of a cart permits. */
    PRICE_TOO_HIGH
}
