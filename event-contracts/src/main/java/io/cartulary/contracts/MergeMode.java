package io.cartulary.contracts;

/**
 * How many units of a product a cart has after another one was merged into it, when both have some. Of what only one of
 * them has, it then has as many.
 */
public enum MergeMode {
    /** Those of both together. */
    SUM,
    /** Those of the cart which has more. */
    MAX,
    /** Those of the cart that stays. */
    TARGET,
    /** Those of the cart that goes. */
    SOURCE
}
