package io.cartulary.command.order;

import io.cartulary.command.order.OrderCommand.RecordPayment;
import io.cartulary.command.order.OrderCommand.Refund;
import io.cartulary.contracts.PaymentFact;
import io.cartulary.contracts.PaymentFact.Kind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An order's payments and refunds, as they were reported. */
record Ledger(List<PaymentFact> facts) {

    /** The maximum number of payments, refunds and contradictions of them in one order. */
    static final int MAX_ENTRIES = 500;

    /** The largest amount of one payment or refund, so that every sum fits: 10¹⁵ minor units. */
    static final long MAX_AMOUNT = 1_000_000_000_000_000L;

    static final Ledger EMPTY = new Ledger(List.of());

    Ledger {
        facts = List.copyOf(facts);
    }

    Ledger with(PaymentFact fact) {
        return new Ledger(ImmutableLists.with(facts, fact));
    }

    /** With a second, different amount for one of them. */
    Ledger contradicted(UUID id, long amount) {
        return new Ledger(facts.stream()
                .map(fact -> fact.id().equals(id) ? fact.telling(amount) : fact)
                .toList());
    }

    boolean isFull() {
        return facts.stream().mapToInt(fact -> fact.told().size()).sum() >= MAX_ENTRIES;
    }

    /** The same payment, if it was reported earlier. */
    Optional<PaymentFact> told(RecordPayment payment) {
        return facts.stream()
                .filter(fact -> fact.id().equals(payment.paymentId()) || isToldAgain(fact, payment))
                .findFirst();
    }

    /**
     * A payment has one authorization of an amount, unless the provider's ids distinguish several, and may fail again.
     */
    private static boolean isToldAgain(PaymentFact fact, RecordPayment payment) {
        return switch (payment.kind()) {
            case AUTHORIZED, FAILED ->
                payment.transactionRef() == null && fact.transactionRef() == null && isSame(fact, payment);
            case CAPTURED, VOIDED -> false;
        };
    }

    private static boolean isSame(PaymentFact fact, RecordPayment payment) {
        return fact.kind() == payment.kind().fact()
                && payment.providerRef().equals(fact.providerRef())
                && fact.told().contains(payment.amount().amount());
    }

    /** Whether it is undecidable if this is a separate capture or a repeated report of the same one. */
    boolean isAmbiguous(RecordPayment payment) {
        return payment.kind() == PaymentKind.CAPTURED
                && payment.transactionRef() == null
                && facts.stream().anyMatch(fact -> isSame(fact, payment));
    }

    /** The same refund, if it was reported earlier: by its id, or by the provider's. */
    Optional<PaymentFact> told(Refund refund) {
        return of(Kind.REFUNDED)
                .filter(fact -> fact.id().equals(refund.refundId()) || isToldAgain(fact, refund))
                .findFirst();
    }

    private boolean isToldAgain(PaymentFact fact, Refund refund) {
        return refund.transactionRef() != null
                && refund.transactionRef().equals(fact.transactionRef())
                && isOfSamePayment(fact, refund);
    }

    /** One report may name the capture and the other the payment. */
    private boolean isOfSamePayment(PaymentFact fact, Refund refund) {
        if (fact.paymentId() != null && refund.paymentId() != null) {
            return fact.paymentId().equals(refund.paymentId());
        }
        String one = providerRef(fact.providerRef(), fact.paymentId());
        String other = providerRef(refund.providerRef(), refund.paymentId());
        return one == null || other == null || one.equals(other);
    }

    private @Nullable String providerRef(@Nullable String told, @Nullable UUID capture) {
        return told != null
                ? told
                : of(Kind.CAPTURED)
                        .filter(fact -> fact.id().equals(capture))
                        .findFirst()
                        .map(PaymentFact::providerRef)
                        .orElse(null);
    }

    private Stream<PaymentFact> of(Kind kind) {
        Predicate<PaymentFact> wanted = fact -> fact.kind() == kind;
        return facts.stream().filter(wanted);
    }
}
