package io.cartulary.contracts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payment provider's action for an order, as reported. Amounts are minor units of the order's currency.
 *
 * @param paymentId of the capture that a refund is of; null when it is not known, and for everything else
 * @param providerRef the provider's name for the payment; null for a refund that names its capture
 * @param transactionRef the provider's id of this very capture, void or refund; null when it was not reported
 * @param told every amount that was reported for it, smallest first; more than one when the provider contradicts itself
 * @param concession whether a refund also lowers the amount owed
 */
public record PaymentFact(
        UUID id,
        Kind kind,
        @Nullable UUID paymentId,
        @Nullable String providerRef,
        @Nullable String transactionRef,
        List<Long> told,
        boolean concession) {

    /** The kinds of a provider's actions. */
    public enum Kind {
        AUTHORIZED,
        CAPTURED,
        FAILED,
        VOIDED,
        REFUNDED
    }

    public PaymentFact {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        told = told.stream().distinct().sorted().toList();
    }

    public static PaymentFact payment(
            UUID id, Kind kind, String providerRef, @Nullable String transactionRef, Money amount) {
        return new PaymentFact(id, kind, null, providerRef, transactionRef, List.of(amount.amount()), false);
    }

    public static PaymentFact of(OrderEvent.RefundIssued refund) {
        return new PaymentFact(
                refund.refundId(),
                Kind.REFUNDED,
                refund.paymentId(),
                refund.providerRef(),
                refund.transactionRef(),
                List.of(refund.amount().amount()),
                Boolean.TRUE.equals(refund.concession()));
    }

    /** The amount that counts: the smallest reported one, in any order of reports. */
    public long amount() {
        return told.getFirst();
    }

    public boolean isContradicted() {
        return told.size() > 1;
    }

    /** The same fact, with a further reported amount. */
    public PaymentFact telling(long amount) {
        List<Long> all = Stream.concat(told.stream(), Stream.of(amount)).toList();
        return new PaymentFact(id, kind, paymentId, providerRef, transactionRef, all, concession);
    }
}
