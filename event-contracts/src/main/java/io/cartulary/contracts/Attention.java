package io.cartulary.contracts;

import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contradiction in an order's money that a person has to check. It depends on the facts, not on their order, and
 * disappears when the facts agree again.
 *
 * @param providerRef the provider's name for the payment; null when it is about the order as a whole
 * @param paymentId the payment or refund; null when it is about several
 * @param amount of the difference, in minor units of the order's currency
 */
public record Attention(
        Reason reason,
        @Nullable String providerRef,
        @Nullable UUID paymentId,
        long amount) implements Comparable<Attention> {

    /** The kind of contradiction. */
    public enum Reason {
        /** An amount was captured, and no authorization of this providerRef is known. */
        CAPTURED_WITHOUT_AUTHORIZATION,
        /** More was captured than was authorized. */
        CAPTURED_ABOVE_AUTHORIZATION,
        /** An amount was voided, and no authorization of this providerRef is known. */
        VOIDED_WITHOUT_AUTHORIZATION,
        /** More was voided than was authorized and not captured. */
        VOIDED_ABOVE_AUTHORIZATION,
        /** An amount was refunded, and no matching capture is known. */
        REFUNDED_WITHOUT_CAPTURE,
        /** More was refunded than was captured. */
        REFUNDED_ABOVE_CAPTURE,
        /** Different amounts were reported for the same transaction. */
        AMOUNT_CONTRADICTED,
        /** Shipped goods are neither paid nor promised nor shipped on credit. */
        SHIPPED_WITHOUT_COVER
    }

    private static final Comparator<Attention> ORDER = Comparator.comparing(Attention::reason)
            .thenComparing(Attention::providerRef, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Attention::paymentId, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(Attention::amount);

    public Attention {
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public int compareTo(Attention other) {
        return ORDER.compare(this, other);
    }
}
