package io.cartulary.contracts;

/** Why a promotion whose code the shopper has entered takes nothing off the cart as it is. */
public enum NotAppliedReason {
    /** It has not begun. */
    NOT_STARTED,
    /** It is over. */
    EXPIRED,
    /** Its code, or the promotion, was redeemed as often as its limit permits, in all or by this customer. */
    LIMIT_REACHED,
    /** It is for carts in other currencies. */
    NOT_IN_CURRENCY,
    /** It is for goods that go to other countries, or it is not known yet where they go. */
    NOT_IN_COUNTRY,
    /** It is for customers of other groups. */
    NOT_FOR_CUSTOMER,
    /** The cart has nothing that it is for, or that costs anything. */
    NOTHING_TO_DISCOUNT,
    /** The goods cost too little, or there are too few units. */
    MINIMUM_NOT_REACHED,
    /** Another promotion comes first, and one of the two is exclusive; or the same one is there by another code. */
    NOT_COMBINABLE
}
