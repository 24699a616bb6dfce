package io.cartulary.command.order;

import static io.cartulary.command.order.PaymentKind.AUTHORIZED;
import static io.cartulary.command.order.PaymentKind.CAPTURED;
import static io.cartulary.command.order.PaymentKind.VOIDED;

import io.cartulary.contracts.Money;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An order's payments and refunds, as they were recorded. Amounts are minor units of the order's currency, and every sum
 * throws an {@link ArithmeticException} when it exceeds what a long holds.
 */
record Ledger(List<Entry> payments, List<Refunded> refunds) {

    /** Payments and refunds of one order at most. */
    static final int MAX_ENTRIES = 500;

    static final Ledger EMPTY = new Ledger(List.of(), List.of());

    Ledger {
        payments = List.copyOf(payments);
        refunds = List.copyOf(refunds);
    }

    record Entry(UUID id, PaymentKind kind, String providerRef, long amount) {}

    /** @param paymentId of the capture */
    record Refunded(UUID id, UUID paymentId, long amount) {}

    Ledger with(PaymentKind kind, UUID id, String providerRef, Money amount) {
        return new Ledger(Lists.with(payments, new Entry(id, kind, providerRef, amount.amount())), refunds);
    }

    Ledger with(UUID refundId, UUID paymentId, Money amount) {
        return new Ledger(payments, Lists.with(refunds, new Refunded(refundId, paymentId, amount.amount())));
    }

    boolean isFull() {
        return payments.size() + refunds.size() >= MAX_ENTRIES;
    }

    boolean hasRefund(UUID id) {
        return refunds.stream().anyMatch(refund -> refund.id().equals(id));
    }

    Optional<Entry> payment(PaymentKind kind, String providerRef) {
        return of(kind).filter(payment -> payment.providerRef().equals(providerRef))
                .findFirst();
    }

    Optional<Entry> capture(UUID id) {
        return of(CAPTURED).filter(payment -> payment.id().equals(id)).findFirst();
    }

    /** What the provider guarantees or has collected. */
    long authorized() {
        return Math.subtractExact(sum(AUTHORIZED), sum(VOIDED));
    }

    long captured() {
        return sum(CAPTURED);
    }

    long refunded() {
        return sum(refunds.stream().mapToLong(Refunded::amount));
    }

    long refundedOf(UUID paymentId) {
        return sum(refunds.stream()
                .filter(refund -> refund.paymentId().equals(paymentId))
                .mapToLong(Refunded::amount));
    }

    long sum(PaymentKind kind) {
        return sum(of(kind).mapToLong(Entry::amount));
    }

    private Stream<Entry> of(PaymentKind kind) {
        return payments.stream().filter(payment -> payment.kind() == kind);
    }

    private static long sum(LongStream amounts) {
        return amounts.reduce(0, Math::addExact);
    }
}
