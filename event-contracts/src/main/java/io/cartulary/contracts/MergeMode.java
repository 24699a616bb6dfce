package io.cartulary.contracts;

/**
 * The number of units of a product after a merge, when both carts have some. A product that only one cart has keeps its
 * number of units.
 */
public enum MergeMode {
    /** The sum of both numbers. */
    SUM,
    /** The larger number. */
    MAX,
    /** The target's number. */
    TARGET,
    /** The source's number. */
    SOURCE
}
