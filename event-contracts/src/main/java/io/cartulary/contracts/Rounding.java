package io.cartulary.contracts;

/** How an amount becomes whole minor units. They differ only for an amount that is exactly between two. */
public enum Rounding {
    /** To the even one. Has no bias over many amounts. */
    HALF_EVEN,
    /** To the larger one. */
    HALF_UP,
    /** To the smaller one. */
    HALF_DOWN
}
