package io.cartulary.contracts;

/** In which condition returned goods came back. */
public enum ReturnCondition {
    /** Good to be sold again. */
    RESELLABLE,
    /** By whoever had them, or on the way. */
    DAMAGED,
    /** They never worked as they should. */
    DEFECTIVE
}
