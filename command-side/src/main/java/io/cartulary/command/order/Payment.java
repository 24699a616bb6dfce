package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.alreadySo;
import static io.cartulary.command.eventsourcing.Decision.refuse;
import static io.cartulary.command.order.OrderRejection.AMOUNT_NOT_POSITIVE;
import static io.cartulary.command.order.OrderRejection.CURRENCY_MISMATCH;
import static io.cartulary.command.order.OrderRejection.MORE_THAN_AUTHORIZED;
import static io.cartulary.command.order.OrderRejection.MORE_THAN_CAPTURED;
import static io.cartulary.command.order.OrderRejection.NO_SUCH_PAYMENT;
import static io.cartulary.command.order.OrderRejection.PROVIDER_REF_USED;
import static io.cartulary.command.order.OrderRejection.TOO_MANY_PAYMENTS;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Ledger.Entry;
import io.cartulary.command.order.OrderCommand.PaymentCommand;
import io.cartulary.command.order.OrderCommand.RecordPayment;
import io.cartulary.command.order.OrderCommand.Refund;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.PaymentAuthorized;
import io.cartulary.contracts.OrderEvent.PaymentCaptured;
import io.cartulary.contracts.OrderEvent.PaymentFailed;
import io.cartulary.contracts.OrderEvent.PaymentVoided;
import io.cartulary.contracts.OrderEvent.RefundIssued;
import java.util.Optional;

/**
 * Payments and refunds, which another system carries out and this one records: captured and voided never exceed what is
 * authorized, refunds of a capture never exceed it. The state of the order does not matter: a cancelled one is refunded.
 */
final class Payment {

    private Payment() {}

    static Decision<OrderEvent> decide(Details order, PaymentCommand command) {
        return switch (command) {
            case RecordPayment payment -> record(order, payment);
            case Refund refund -> refund(order, refund);
        };
    }

    private static Decision<OrderEvent> record(Details order, RecordPayment payment) {
        Optional<Entry> sameRef = order.ledger().payment(payment.kind(), payment.providerRef());
        if (sameRef.isPresent()) {
            boolean same = order.money(sameRef.get().amount()).equals(payment.amount());
            return same ? alreadySo() : refuse(PROVIDER_REF_USED);
        }
        return objection(order, payment.amount())
                .or(() -> objection(order.ledger(), payment))
                .map(Decision::<OrderEvent>refuse)
                .orElseGet(() -> accept(event(payment)));
    }

    private static Optional<OrderRejection> objection(Details order, Money amount) {
        if (amount.amount() <= 0) {
            return Optional.of(AMOUNT_NOT_POSITIVE);
        }
        if (!amount.currency().equals(order.currency())) {
            return Optional.of(CURRENCY_MISMATCH);
        }
        return order.ledger().isFull() ? Optional.of(TOO_MANY_PAYMENTS) : Optional.empty();
    }

    /** @throws ArithmeticException when what is authorized is more than an amount can be */
    private static Optional<OrderRejection> objection(Ledger ledger, RecordPayment payment) {
        long amount = payment.amount().amount();
        return switch (payment.kind()) {
            case FAILED -> Optional.empty();
            case AUTHORIZED -> {
                Math.addExact(ledger.sum(PaymentKind.AUTHORIZED), amount);
                yield Optional.empty();
            }
            case CAPTURED, VOIDED ->
                amount > ledger.authorized() - ledger.captured() ? Optional.of(MORE_THAN_AUTHORIZED) : Optional.empty();
        };
    }

    private static OrderEvent event(RecordPayment payment) {
        return switch (payment.kind()) {
            case AUTHORIZED -> new PaymentAuthorized(payment.paymentId(), payment.providerRef(), payment.amount());
            case CAPTURED -> new PaymentCaptured(payment.paymentId(), payment.providerRef(), payment.amount());
            case FAILED -> new PaymentFailed(payment.paymentId(), payment.providerRef(), payment.amount());
            case VOIDED -> new PaymentVoided(payment.paymentId(), payment.providerRef(), payment.amount());
        };
    }

    private static Decision<OrderEvent> refund(Details order, Refund refund) {
        Ledger ledger = order.ledger();
        if (ledger.hasRefund(refund.refundId())) {
            return alreadySo();
        }
        Optional<Entry> capture = ledger.capture(refund.paymentId());
        if (capture.isEmpty()) {
            return refuse(NO_SUCH_PAYMENT);
        }
        Optional<OrderRejection> objection = objection(order, refund.amount());
        if (objection.isPresent()) {
            return refuse(objection.get());
        }
        long refundable = capture.get().amount() - ledger.refundedOf(refund.paymentId());
        return refund.amount().amount() > refundable
                ? refuse(MORE_THAN_CAPTURED)
                : accept(new RefundIssued(refund.refundId(), refund.paymentId(), refund.amount()));
    }
}
