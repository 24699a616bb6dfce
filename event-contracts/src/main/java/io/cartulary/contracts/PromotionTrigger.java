package io.cartulary.contracts;

/** What gives a promotion to a cart. */
public enum PromotionTrigger {
    /** Every cart has it. */
    AUTOMATIC,
    /** A code that the shopper enters. */
    CODE
}
