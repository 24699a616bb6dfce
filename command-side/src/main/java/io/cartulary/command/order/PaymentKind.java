package io.cartulary.command.order;

/** What a payment provider may have done. */
public enum PaymentKind {
    AUTHORIZED,
    CAPTURED,
    FAILED,
    VOIDED
}
