package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderLines.Line;
import io.cartulary.command.order.Return.Progress;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Returns from the customer to the warehouse: requested, then approved or rejected, then received, in one receipt or
 * several. Units that a carrier or the customer has may come back, each of them once; also those of a completed order.
 * A return reserves its units until the first of them is back: after that, the missing units may be in a new return, or
 * still arrive.
 */
final class Returns {

    /** The maximum number of returns of one order. */
    static final int MAX_RETURNS = 200;

    private Returns() {}

    static Decision<OrderEvent> decide(OrderDetails order, ReturnCommand command) {
        return switch (command) {
            case RequestReturn request -> request(order, request);
            case ApproveReturn approve -> of(order, approve.returnId(), Returns::approve);
            case RejectReturn reject ->
                of(order, reject.returnId(), returning -> rejectReturn(returning, reject.reason()));
            case ReceiveReturn receive ->
                of(order, receive.returnId(), returning -> receive(order, returning, receive));
        };
    }

    private static Decision<OrderEvent> of(OrderDetails order, UUID id, Function<Return, Decision<OrderEvent>> decide) {
        return find(order, id).map(decide).orElseGet(() -> reject(NO_SUCH_RETURN));
    }

    private static Decision<OrderEvent> request(OrderDetails order, RequestReturn request) {
        if (find(order, request.returnId()).isPresent()) {
            return noChange();
        }
        if (order.returns().size() >= MAX_RETURNS) {
            return reject(TOO_MANY_RETURNS);
        }
        return order.lines()
                .objection(request.lines(), Line::returnable, MORE_THAN_DELIVERED)
                .map(Decision::<OrderEvent>reject)
                .orElseGet(() -> accept(new ReturnRequested(
                        request.returnId(), request.lines(), request.reason(), request.exchange() ? true : null)));
    }

    private static Decision<OrderEvent> approve(Return returning) {
        return switch (returning.progress()) {
            case REQUESTED -> accept(new ReturnApproved(returning.id()));
            case APPROVED, PARTIALLY_RECEIVED, RECEIVED -> noChange();
            case REJECTED -> reject(RETURN_REJECTED);
        };
    }

    private static Decision<OrderEvent> rejectReturn(Return returning, String reason) {
        return switch (returning.progress()) {
            case REQUESTED, APPROVED ->
                returning.replaced().isEmpty()
                        ? accept(new ReturnRejected(returning.id(), reason))
                        : reject(RETURN_REPLACED);
            case REJECTED -> noChange();
            case PARTIALLY_RECEIVED, RECEIVED -> reject(RETURN_RECEIVED);
        };
    }

    private static Decision<OrderEvent> receive(OrderDetails order, Return returning, ReceiveReturn receive) {
        return switch (returning.progress()) {
            case REQUESTED -> reject(RETURN_NOT_APPROVED);
            case APPROVED, PARTIALLY_RECEIVED -> take(order, returning, receive);
            case REJECTED -> reject(RETURN_REJECTED);
            case RECEIVED -> receive.lines() == null ? noChange() : reject(RETURN_RECEIVED);
        };
    }

    private static Decision<OrderEvent> take(OrderDetails order, Return returning, ReceiveReturn receive) {
        List<LineQuantity> units = receive.lines() == null ? returning.missing() : receive.lines();
        Money price = order.money(order.lines().share(units));
        Money most = order.money(returning.exchange() ? 0 : Math.min(price.amount(), order.creditable()));
        Money credit = receive.credit() == null ? most : receive.credit();
        return order.lines()
                .objection(units, Line::receivable, MORE_THAN_DELIVERED)
                .or(() -> UnitSums.contain(returning.missing(), units)
                        ? Optional.empty()
                        : Optional.of(MORE_THAN_REQUESTED))
                .or(() -> objection(credit, most))
                .map(Decision::<OrderEvent>reject)
                .orElseGet(() -> accept(new ReturnReceived(returning.id(), units, receive.condition(), credit)));
    }

    private static Optional<OrderRejection> objection(Money credit, Money most) {
        if (!credit.currency().equals(most.currency())) {
            return Optional.of(CURRENCY_MISMATCH);
        }
        return credit.amount() < 0 || credit.amount() > most.amount()
                ? Optional.of(CREDIT_OUT_OF_RANGE)
                : Optional.empty();
    }

    /** The rejection if these units can't be sent again for that return. */
    static Optional<OrderRejection> objection(OrderDetails order, ShipReplacement replacement) {
        Optional<Return> found = find(order, replacement.returnId());
        if (found.isEmpty()) {
            return Optional.of(NO_SUCH_RETURN);
        }
        Return returning = found.get();
        if (!returning.exchange()) {
            return Optional.of(NOT_AN_EXCHANGE);
        }
        return switch (returning.progress()) {
            case REQUESTED -> Optional.of(RETURN_NOT_APPROVED);
            case REJECTED -> Optional.of(RETURN_REJECTED);
            case APPROVED, PARTIALLY_RECEIVED, RECEIVED ->
                order.lines()
                        .objection(replacement.lines(), Line::quantity, MORE_THAN_REQUESTED)
                        .or(() -> UnitSums.contain(
                                        UnitSums.less(returning.lines(), returning.replaced()), replacement.lines())
                                ? Optional.empty()
                                : Optional.of(MORE_THAN_REQUESTED));
        };
    }

    static OrderDetails requested(OrderDetails order, ReturnRequested requested) {
        var returning = new Return(
                requested.returnId(),
                requested.lines(),
                Progress.REQUESTED,
                Boolean.TRUE.equals(requested.exchange()),
                List.of(),
                List.of(),
                0);
        return order.withReturns(ImmutableLists.with(order.returns(), returning))
                .withLines(order.lines().counting(requested.lines(), Line::reserving));
    }

    static OrderDetails approved(OrderDetails order, UUID id) {
        return changing(order, id, returning -> returning.being(Progress.APPROVED));
    }

    /** Its units may be in a new return. */
    static OrderDetails rejected(OrderDetails order, UUID id) {
        return find(order, id)
                .map(returning -> changing(order, id, rejected -> rejected.being(Progress.REJECTED))
                        .withLines(releasing(order.lines(), returning)))
                .orElse(order);
    }

    static OrderDetails received(OrderDetails order, ReturnReceived received) {
        return find(order, received.returnId())
                .map(returning -> {
                    List<LineQuantity> units = received.lines() == null ? returning.missing() : received.lines();
                    return changing(
                                    order,
                                    returning.id(),
                                    some -> some.receiving(
                                            units, received.credit().amount()))
                            .withLines(releasing(order.lines(), returning).counting(units, Line::receiving));
                })
                .orElse(order);
    }

    static OrderDetails replaced(OrderDetails order, UUID id, UnaryOperator<Return> change) {
        return changing(order, id, change);
    }

    /** Without the units that the return reserves. */
    private static OrderLines releasing(OrderLines lines, Return returning) {
        return switch (returning.progress()) {
            case REQUESTED, APPROVED -> lines.counting(returning.lines(), (line, units) -> line.reserving(-units));
            case REJECTED, PARTIALLY_RECEIVED, RECEIVED -> lines;
        };
    }

    private static OrderDetails changing(OrderDetails order, UUID id, UnaryOperator<Return> change) {
        return find(order, id)
                .map(returning -> order.withReturns(
                        ImmutableLists.replacing(order.returns(), returning, change.apply(returning))))
                .orElse(order);
    }

    private static Optional<Return> find(OrderDetails order, UUID id) {
        return order.returns().stream()
                .filter(returning -> returning.id().equals(id))
                .findFirst();
    }
}
