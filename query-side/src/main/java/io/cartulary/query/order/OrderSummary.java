package io.cartulary.query.order;

import static io.cartulary.query.order.OrderView.PaymentKind.AUTHORIZED;
import static io.cartulary.query.order.OrderView.PaymentKind.CAPTURED;
import static io.cartulary.query.order.OrderView.PaymentKind.FAILED;
import static io.cartulary.query.order.OrderView.PaymentKind.REFUNDED;
import static io.cartulary.query.order.OrderView.PaymentKind.VOIDED;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.Totals;
import io.cartulary.query.order.OrderView.Line;
import io.cartulary.query.order.OrderView.Payment;
import io.cartulary.query.order.OrderView.PaymentEntry;
import io.cartulary.query.order.OrderView.PaymentKind;
import io.cartulary.query.order.OrderView.PaymentStatus;
import io.cartulary.query.order.OrderView.Return;
import io.cartulary.query.order.OrderView.ReturnProgress;
import io.cartulary.query.order.OrderView.ReturnStatus;
import io.cartulary.query.order.OrderView.State;
import java.util.Currency;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

/**
 * What follows from an order's parts.
 *
 * @param cancelled nobody owes anything for its goods, then
 */
record OrderSummary(List<Line> lines, List<PaymentEntry> payments, List<Return> returns, boolean cancelled) {

    Currency currency() {
        return lines.getFirst().unitPrice().currency();
    }

    Totals totals() {
        return new Totals(lines.size(), units(Line::quantity), money(total()));
    }

    State state(boolean confirmed, boolean held, boolean completed) {
        if (completed) {
            return State.COMPLETED;
        }
        if (cancelled) {
            return State.CANCELLED;
        }
        return held ? State.HELD : stage(confirmed);
    }

    private State stage(boolean confirmed) {
        int ordered = units(Line::quantity);
        int shipped = units(Line::shipped);
        if (shipped == 0) {
            return confirmed ? State.CONFIRMED : State.PLACED;
        }
        if (shipped < ordered) {
            return State.PARTIALLY_SHIPPED;
        }
        return units(Line::delivered) < ordered ? State.SHIPPED : State.DELIVERED;
    }

    Payment payment() {
        return new Payment(
                paymentStatus(),
                money(authorized()),
                money(sum(CAPTURED)),
                money(sum(REFUNDED)),
                money(balance()),
                List.copyOf(payments));
    }

    private PaymentStatus paymentStatus() {
        long captured = sum(CAPTURED);
        if (sum(REFUNDED) > 0) {
            return sum(REFUNDED) < captured ? PaymentStatus.PARTIALLY_REFUNDED : PaymentStatus.REFUNDED;
        }
        if (captured > 0) {
            return captured < total() ? PaymentStatus.PARTIALLY_CAPTURED : PaymentStatus.CAPTURED;
        }
        if (authorized() > 0) {
            return authorized() < total() ? PaymentStatus.PARTIALLY_AUTHORIZED : PaymentStatus.AUTHORIZED;
        }
        boolean failed = !payments.isEmpty() && payments.getLast().kind() == FAILED;
        return failed ? PaymentStatus.FAILED : PaymentStatus.NOT_PAID;
    }

    ReturnStatus returnStatus() {
        if (isAny(ReturnProgress.REQUESTED)) {
            return ReturnStatus.REQUESTED;
        }
        if (isAny(ReturnProgress.APPROVED)) {
            return ReturnStatus.APPROVED;
        }
        if (units(Line::returned) == 0) {
            return ReturnStatus.NONE;
        }
        return units(Line::returned) < units(Line::delivered) ? ReturnStatus.PARTIALLY_RETURNED : ReturnStatus.RETURNED;
    }

    private boolean isAny(ReturnProgress progress) {
        return returns.stream().anyMatch(returning -> returning.progress() == progress);
    }

    private long total() {
        return sum(lines.stream().mapToLong(line -> line.total().amount()));
    }

    private long authorized() {
        return Math.subtractExact(sum(AUTHORIZED), sum(VOIDED));
    }

    private long balance() {
        long credited =
                sum(returns.stream().map(Return::credit).mapToLong(credit -> credit == null ? 0 : credit.amount()));
        long paid = Math.subtractExact(sum(CAPTURED), sum(REFUNDED));
        return Math.subtractExact(Math.subtractExact(cancelled ? 0 : total(), credited), paid);
    }

    private long sum(PaymentKind kind) {
        return sum(payments.stream()
                .filter(entry -> entry.kind() == kind)
                .mapToLong(entry -> entry.amount().amount()));
    }

    private static long sum(LongStream amounts) {
        return amounts.reduce(0, Math::addExact);
    }

    private int units(ToIntFunction<Line> count) {
        return lines.stream().mapToInt(count).sum();
    }

    private Money money(long amount) {
        return new Money(amount, currency());
    }
}
