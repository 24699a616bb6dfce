package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Order.*;
import io.cartulary.command.order.OrderCommand.Credit;
import io.cartulary.command.order.OrderLines.Line;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.OrderCredited;
import java.util.Optional;

/** Credits to a customer: the sum of all credits, including those for returns, never exceeds the total. */
final class Credits {

    /** The maximum number of credits of one order. */
    static final int MAX_CREDITS = 200;

    private Credits() {}

    static Decision<OrderEvent> decide(Known order, Credit credit) {
        return switch (order) {
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Open(OrderDetails details) -> credit(details, credit);
            case Held(OrderDetails details) -> credit(details, credit);
            case Completed(OrderDetails details) -> credit(details, credit);
        };
    }

    private static Decision<OrderEvent> credit(OrderDetails order, Credit credit) {
        if (order.credits().stream().anyMatch(given -> given.id().equals(credit.creditId()))) {
            return noChange();
        }
        if (order.credits().size() >= MAX_CREDITS) {
            return reject(TOO_MANY_CREDITS);
        }
        Optional<OrderRejection> objection = objection(order, credit);
        return objection
                .map(Decision::<OrderEvent>reject)
                .orElseGet(() -> accept(
                        new OrderCredited(credit.creditId(), amount(order, credit), credit.lines(), credit.reason())));
    }

    private static Optional<OrderRejection> objection(OrderDetails order, Credit credit) {
        Money amount = credit.amount();
        Optional<OrderRejection> objection = credit.lines().isEmpty() && amount != null
                ? Optional.empty()
                : order.lines().objection(credit.lines(), Line::creditable, MORE_THAN_CREDITABLE);
        return objection
                .or(() -> amount == null ? Optional.empty() : Payment.objection(order, amount))
                .or(() -> isInRange(order, amount(order, credit).amount())
                        ? Optional.empty()
                        : Optional.of(CREDIT_OUT_OF_RANGE));
    }

    private static boolean isInRange(OrderDetails order, long amount) {
        return amount > 0 && amount <= order.creditable();
    }

    /** The credit for units is their price, less earlier credits for them, unless the command has another amount. */
    private static Money amount(OrderDetails order, Credit credit) {
        return credit.amount() == null
                ? order.money(Math.min(order.lines().share(credit.lines()), order.creditable()))
                : credit.amount();
    }
}
