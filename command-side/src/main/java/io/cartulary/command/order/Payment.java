package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Order.Cancelled;
import io.cartulary.command.order.Order.Known;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.PaymentFact;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Payments and refunds, which another system carries out and this one records, in any order of reports and in every
 * state. A contradiction is no reason to reject a report: the provider has acted, and the order's balance shows it.
 */
final class Payment {

    private Payment() {}

    static Decision<OrderEvent> decide(Known order, PaymentCommand command) {
        return switch (command) {
            case RecordPayment payment -> record(order.details(), payment);
            case Refund refund -> refund(order, refund);
            case Credit credit -> Credits.decide(order, credit);
        };
    }

    private static Decision<OrderEvent> record(OrderDetails order, RecordPayment payment) {
        Ledger ledger = order.ledger();
        Optional<OrderRejection> objection = objection(order, payment.amount());
        if (objection.isPresent()) {
            return reject(objection.get());
        }
        Optional<PaymentFact> known = ledger.told(payment);
        if (known.isPresent()) {
            return toldAgain(ledger, known.get(), payment.amount());
        }
        if (ledger.isAmbiguous(payment)) {
            return reject(TRANSACTION_REF_NEEDED);
        }
        return ledger.isFull() ? reject(TOO_MANY_PAYMENTS) : accept(event(payment));
    }

    static Optional<OrderRejection> objection(OrderDetails order, Money amount) {
        if (amount.amount() <= 0) {
            return Optional.of(AMOUNT_NOT_POSITIVE);
        }
        if (!amount.currency().equals(order.currency())) {
            return Optional.of(CURRENCY_MISMATCH);
        }
        return amount.amount() > Ledger.MAX_AMOUNT ? Optional.of(AMOUNT_TOO_LARGE) : Optional.empty();
    }

    /** No change, unless the provider reports another amount now. */
    private static Decision<OrderEvent> toldAgain(Ledger ledger, PaymentFact known, Money amount) {
        if (known.told().contains(amount.amount())) {
            return noChange();
        }
        return ledger.isFull() ? reject(TOO_MANY_PAYMENTS) : accept(new PaymentContradicted(known.id(), amount));
    }

    private static OrderEvent event(RecordPayment payment) {
        var id = payment.paymentId();
        String ref = payment.providerRef();
        String transaction = payment.transactionRef();
        Money amount = payment.amount();
        return switch (payment.kind()) {
            case AUTHORIZED -> new PaymentAuthorized(id, ref, transaction, amount);
            case CAPTURED -> new PaymentCaptured(id, ref, transaction, amount);
            case FAILED -> new PaymentFailed(id, ref, transaction, amount);
            case VOIDED -> new PaymentVoided(id, ref, transaction, amount);
        };
    }

    private static Decision<OrderEvent> refund(Known order, Refund refund) {
        Ledger ledger = order.details().ledger();
        Optional<OrderRejection> objection = objection(order.details(), refund.amount());
        if (objection.isPresent()) {
            return reject(objection.get());
        }
        Optional<PaymentFact> known = ledger.told(refund);
        if (known.isPresent()) {
            return toldAgain(ledger, known.get(), refund.amount());
        }
        return ledger.isFull()
                ? reject(TOO_MANY_PAYMENTS)
                : accept(new RefundIssued(
                        refund.refundId(),
                        refund.paymentId(),
                        refund.providerRef(),
                        refund.transactionRef(),
                        refund.amount(),
                        concession(order, refund)));
    }

    /**
     * By default, a refund is a concession once goods are shipped: before that, the customer will have to pay again.
     */
    private static @Nullable Boolean concession(Known order, Refund refund) {
        Boolean said = refund.concession();
        boolean concedes = said == null ? order.details().isShipped() && !(order instanceof Cancelled) : said;
        return concedes ? true : null;
    }
}
