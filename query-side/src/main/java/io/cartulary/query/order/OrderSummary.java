package io.cartulary.query.order;

import static io.cartulary.query.order.OrderView.PaymentKind.FAILED;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderBalance;
import io.cartulary.contracts.OrderTerms;
import io.cartulary.contracts.PaymentFact;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.Totals;
import io.cartulary.query.order.OrderView.Attention;
import io.cartulary.query.order.OrderView.Credit;
import io.cartulary.query.order.OrderView.Line;
import io.cartulary.query.order.OrderView.Payment;
import io.cartulary.query.order.OrderView.PaymentEntry;
import io.cartulary.query.order.OrderView.PaymentStatus;
import io.cartulary.query.order.OrderView.Return;
import io.cartulary.query.order.OrderView.ReturnProgress;
import io.cartulary.query.order.OrderView.ReturnStatus;
import io.cartulary.query.order.OrderView.Shipment;
import io.cartulary.query.order.OrderView.State;
import java.util.Currency;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that follow from an order's parts.
 *
 * @param shipping what the customer pays for the shipping, in minor units
 * @param cancelled then nothing is owed for its goods
 */
record OrderSummary(
        List<Line> lines,
        long shipping,
        List<PaymentEntry> payments,
        List<Credit> credits,
        List<Shipment> shipments,
        List<Return> returns,
        boolean cancelled) {

    static OrderSummary of(OrderView order) {
        return new OrderSummary(
                order.lines(),
                shipping(order.price()),
                order.payment().entries(),
                order.credits(),
                order.shipments(),
                order.returns(),
                order.cancellation() != null);
    }

    static long shipping(@Nullable PricedCart price) {
        return price == null || price.shipping() == null ? 0 : price.shipping().total();
    }

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
        return units(Line::arrived) < ordered ? State.SHIPPED : State.DELIVERED;
    }

    /** Uses the calculation of the command side. */
    OrderBalance money() {
        return OrderBalance.of(
                terms(), payments.stream().map(OrderSummary::fact).toList());
    }

    private OrderTerms terms() {
        long credited = sum(credits.stream().mapToLong(credit -> credit.amount().amount()));
        long returned =
                sum(returns.stream().map(Return::credit).mapToLong(credit -> credit == null ? 0 : credit.amount()));
        long out =
                sum(lines.stream().mapToLong(line -> line.price(line.shipped()).amount()));
        boolean onCredit = shipments.stream().anyMatch(Shipment::onCredit);
        return new OrderTerms(total(), credited, returned, out, onCredit, cancelled);
    }

    private static PaymentFact fact(PaymentEntry entry) {
        Stream<Long> told =
                Stream.concat(Stream.of(entry.amount()), entry.told().stream()).map(Money::amount);
        return new PaymentFact(
                entry.id(),
                PaymentFact.Kind.valueOf(entry.kind().name()),
                entry.refundOf(),
                entry.providerRef(),
                entry.transactionRef(),
                told.toList(),
                entry.concession());
    }

    Payment payment() {
        OrderBalance money = money();
        return new Payment(
                status(money),
                money(money.authorized()),
                money(money.captured()),
                money(money.refunded()),
                money(money.covered()),
                money(money.credited()),
                money(money.conceded()),
                money(money.owed()),
                money(money.balance()),
                List.copyOf(payments));
    }

    private PaymentStatus status(OrderBalance money) {
        long balance = money.balance();
        if (balance == 0) {
            return PaymentStatus.PAID;
        }
        if (money.captured() > money.refunded()) {
            if (money.refunded() > 0) {
                return PaymentStatus.PARTIALLY_REFUNDED;
            }
            return balance < 0 ? PaymentStatus.CAPTURED : PaymentStatus.PARTIALLY_CAPTURED;
        }
        if (money.open() > 0) {
            return money.uncovered() > 0 ? PaymentStatus.PARTIALLY_AUTHORIZED : PaymentStatus.AUTHORIZED;
        }
        if (money.refunded() > 0) {
            return PaymentStatus.REFUNDED;
        }
        return payments.stream().anyMatch(entry -> entry.kind() == FAILED)
                ? PaymentStatus.FAILED
                : PaymentStatus.NOT_PAID;
    }

    List<Attention> attention() {
        return money().attention().stream()
                .map(one -> new Attention(one.reason(), one.providerRef(), one.paymentId(), money(one.amount())))
                .toList();
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
        return units(Line::returned) < units(Line::arrived) ? ReturnStatus.PARTIALLY_RETURNED : ReturnStatus.RETURNED;
    }

    private boolean isAny(ReturnProgress progress) {
        return returns.stream().anyMatch(returning -> returning.progress() == progress);
    }

    private long total() {
        return Math.addExact(
                shipping, sum(lines.stream().mapToLong(line -> line.total().amount())));
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
