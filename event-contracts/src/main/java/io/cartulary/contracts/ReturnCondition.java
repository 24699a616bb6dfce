package io.cartulary.contracts;

/** The condition of returned goods. */
public enum ReturnCondition {
    /** Can be sold again. */
    RESELLABLE,
    /** Damaged by the customer, or on the way. */
    DAMAGED,
    /** Defective from the beginning. */
    DEFECTIVE
}
