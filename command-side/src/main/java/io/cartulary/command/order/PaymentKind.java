package io.cartulary.command.order;

import io.cartulary.contracts.PaymentFact;

/** The kinds of a payment provider's reports. */
public enum PaymentKind {
    AUTHORIZED(PaymentFact.Kind.AUTHORIZED),
    CAPTURED(PaymentFact.Kind.CAPTURED),
    FAILED(PaymentFact.Kind.FAILED),
    VOIDED(PaymentFact.Kind.VOIDED);

    private final PaymentFact.Kind fact;

    PaymentKind(PaymentFact.Kind fact) {
        this.fact = fact;
    }

    PaymentFact.Kind fact() {
        return fact;
    }
}
