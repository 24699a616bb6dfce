package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.alreadySo;
import static io.cartulary.command.eventsourcing.Decision.refuse;
import static io.cartulary.command.order.OrderRejection.CREDIT_OUT_OF_RANGE;
import static io.cartulary.command.order.OrderRejection.CURRENCY_MISMATCH;
import static io.cartulary.command.order.OrderRejection.MORE_THAN_DELIVERED;
import static io.cartulary.command.order.OrderRejection.NO_SUCH_RETURN;
import static io.cartulary.command.order.OrderRejection.RETURN_NOT_APPROVED;
import static io.cartulary.command.order.OrderRejection.RETURN_RECEIVED;
import static io.cartulary.command.order.OrderRejection.RETURN_REJECTED;
import static io.cartulary.command.order.OrderRejection.TOO_MANY_RETURNS;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Lines.Line;
import io.cartulary.command.order.OrderCommand.ApproveReturn;
import io.cartulary.command.order.OrderCommand.ReceiveReturn;
import io.cartulary.command.order.OrderCommand.RejectReturn;
import io.cartulary.command.order.OrderCommand.RequestReturn;
import io.cartulary.command.order.OrderCommand.ReturnCommand;
import io.cartulary.command.order.Return.Progress;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.ReturnApproved;
import io.cartulary.contracts.OrderEvent.ReturnReceived;
import io.cartulary.contracts.OrderEvent.ReturnRejected;
import io.cartulary.contracts.OrderEvent.ReturnRequested;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * From the customer back to the warehouse: requested, then approved or rejected, then received. Only delivered units come
 * back, each of them once; also those of a completed order.
 */
final class Returns {

    /** Returns of one order at most. */
    static final int MAX_RETURNS = 200;

    private Returns() {}

    static Decision<OrderEvent> decide(Details order, ReturnCommand command) {
        return switch (command) {
            case RequestReturn request -> request(order, request);
            case ApproveReturn approve -> of(order, approve.returnId(), Returns::approve);
            case RejectReturn reject -> of(order, reject.returnId(), returning -> reject(returning, reject.reason()));
            case ReceiveReturn receive ->
                of(order, receive.returnId(), returning -> receive(order, returning, receive));
        };
    }

    private static Decision<OrderEvent> of(Details order, UUID id, Function<Return, Decision<OrderEvent>> decide) {
        return find(order, id).map(decide).orElseGet(() -> refuse(NO_SUCH_RETURN));
    }

    private static Decision<OrderEvent> request(Details order, RequestReturn request) {
        if (find(order, request.returnId()).isPresent()) {
            return alreadySo();
        }
        if (order.returns().size() >= MAX_RETURNS) {
            return refuse(TOO_MANY_RETURNS);
        }
        return order.lines()
                .objection(request.lines(), Line::returnable, MORE_THAN_DELIVERED)
                .map(Decision::<OrderEvent>refuse)
                .orElseGet(() -> accept(new ReturnRequested(request.returnId(), request.lines(), request.reason())));
    }

    private static Decision<OrderEvent> approve(Return returning) {
        return switch (returning.progress()) {
            case REQUESTED -> accept(new ReturnApproved(returning.id()));
            case APPROVED, RECEIVED -> alreadySo();
            case REJECTED -> refuse(RETURN_REJECTED);
        };
    }

    private static Decision<OrderEvent> reject(Return returning, String reason) {
        return switch (returning.progress()) {
            case REQUESTED, APPROVED -> accept(new ReturnRejected(returning.id(), reason));
            case REJECTED -> alreadySo();
            case RECEIVED -> refuse(RETURN_RECEIVED);
        };
    }

    private static Decision<OrderEvent> receive(Details order, Return returning, ReceiveReturn receive) {
        return switch (returning.progress()) {
            case REQUESTED -> refuse(RETURN_NOT_APPROVED);
            case APPROVED -> credit(order, returning, receive);
            case REJECTED -> refuse(RETURN_REJECTED);
            case RECEIVED -> alreadySo();
        };
    }

    private static Decision<OrderEvent> credit(Details order, Return returning, ReceiveReturn receive) {
        Money price = order.money(order.lines().price(returning.lines()));
        Money credit = receive.credit() == null ? price : receive.credit();
        if (!credit.currency().equals(price.currency())) {
            return refuse(CURRENCY_MISMATCH);
        }
        return credit.amount() < 0 || credit.amount() > price.amount()
                ? refuse(CREDIT_OUT_OF_RANGE)
                : accept(new ReturnReceived(returning.id(), receive.condition(), credit));
    }

    static Details requested(Details order, ReturnRequested requested) {
        var returning = new Return(requested.returnId(), requested.lines(), Progress.REQUESTED, 0);
        return order.withReturns(Lists.with(order.returns(), returning))
                .with(order.lines().counting(requested.lines(), Line::returning));
    }

    static Details approved(Details order, UUID id) {
        return changing(order, id, returning -> returning.being(Progress.APPROVED));
    }

    /** Its units may be asked to be taken back again. */
    static Details rejected(Details order, UUID id) {
        return find(order, id)
                .filter(returning -> returning.progress() != Progress.REJECTED)
                .map(returning -> changing(order, id, rejected -> rejected.being(Progress.REJECTED))
                        .with(order.lines().counting(returning.lines(), (line, units) -> line.returning(-units))))
                .orElse(order);
    }

    static Details received(Details order, ReturnReceived received) {
        return changing(
                order,
                received.returnId(),
                returning -> returning.received(received.credit().amount()));
    }

    private static Details changing(Details order, UUID id, UnaryOperator<Return> change) {
        return find(order, id)
                .map(returning ->
                        order.withReturns(Lists.replacing(order.returns(), returning, change.apply(returning))))
                .orElse(order);
    }

    private static Optional<Return> find(Details order, UUID id) {
        return order.returns().stream()
                .filter(returning -> returning.id().equals(id))
                .findFirst();
    }
}
