package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Order.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderLines.Line;
import io.cartulary.command.order.Shipment.Ending;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Shipping from the warehouse to the customer, in any number of shipments, and the completion of the order. */
final class Fulfilment {

    /** The maximum number of shipments of one order. */
    static final int MAX_SHIPMENTS = 500;

    private Fulfilment() {}

    static Decision<OrderEvent> decide(Known order, FulfilmentCommand command) {
        return switch (command) {
            case Ship ship -> ship(order, ship);
            case ShipReplacement replacement -> replace(order, replacement);
            case EndShipment end -> end(order.details(), end);
            case Complete _ -> complete(order);
        };
    }

    private static Decision<OrderEvent> ship(Known order, Ship ship) {
        if (shipment(order.details(), ship.shipmentId()).isPresent()) {
            return noChange();
        }
        return switch (order) {
            case Held _ -> reject(ORDER_HELD);
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Completed _ -> reject(ORDER_COMPLETED);
            case Open open ->
                switch (open.details().stage()) {
                    case PLACED -> ship.onCredit() ? ship(open.details(), ship) : reject(NOT_CONFIRMED);
                    case CONFIRMED, PARTIALLY_SHIPPED ->
                        ship.onCredit() || open.money().uncovered() == 0
                                ? ship(open.details(), ship)
                                : reject(NOT_COVERED);
                    case SHIPPED, DELIVERED -> reject(ALREADY_SHIPPED);
                };
        };
    }

    private static Decision<OrderEvent> ship(OrderDetails order, Ship ship) {
        if (order.shipments().size() >= MAX_SHIPMENTS) {
            return reject(TOO_MANY_SHIPMENTS);
        }
        return order.lines()
                .objection(ship.lines(), Line::unshipped, MORE_THAN_UNSHIPPED)
                .map(Decision::<OrderEvent>reject)
                .orElseGet(() -> accept(new ShipmentCreated(
                        ship.shipmentId(),
                        ship.lines(),
                        ship.carrier(),
                        ship.tracking(),
                        ship.onCredit() ? true : null)));
    }

    private static Decision<OrderEvent> replace(Known order, ShipReplacement replacement) {
        if (shipment(order.details(), replacement.shipmentId()).isPresent()) {
            return noChange();
        }
        return switch (order) {
            case Held _ -> reject(ORDER_HELD);
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Open(OrderDetails details) -> replace(details, replacement);
            case Completed(OrderDetails details) -> replace(details, replacement);
        };
    }

    private static Decision<OrderEvent> replace(OrderDetails order, ShipReplacement replacement) {
        if (order.shipments().size() >= MAX_SHIPMENTS) {
            return reject(TOO_MANY_SHIPMENTS);
        }
        return Returns.objection(order, replacement)
                .map(Decision::<OrderEvent>reject)
                .orElseGet(() -> accept(new ReplacementShipped(
                        replacement.shipmentId(),
                        replacement.returnId(),
                        replacement.lines(),
                        replacement.carrier(),
                        replacement.tracking())));
    }

    /** Also while the order is held: a carrier's delivery is a fact. */
    private static Decision<OrderEvent> end(OrderDetails order, EndShipment end) {
        Optional<Shipment> found = shipment(order, end.shipmentId());
        if (found.isEmpty()) {
            return reject(NO_SUCH_SHIPMENT);
        }
        Shipment shipment = found.get();
        if (!shipment.isOnItsWay()) {
            return end.lines() == null && shipment.endings().contains(end.ending())
                    ? noChange()
                    : reject(SHIPMENT_ENDED);
        }
        List<LineQuantity> units = end.lines() == null ? shipment.onItsWay() : end.lines();
        return objection(order, shipment, end.ending(), units)
                .map(Decision::<OrderEvent>reject)
                .orElseGet(() -> accept(event(shipment.id(), end.ending(), units)));
    }

    /** A unit that came back from the customer can't be lost. */
    private static Optional<OrderRejection> objection(
            OrderDetails order, Shipment shipment, Ending ending, List<LineQuantity> units) {
        ToIntFunction<Line> most = ending == Ending.DELIVERED ? Line::quantity : Line::receivable;
        return order.lines()
                .objection(units, most, MORE_THAN_ON_THE_WAY)
                .or(() -> UnitSums.contain(shipment.onItsWay(), units)
                        ? Optional.empty()
                        : Optional.of(MORE_THAN_ON_THE_WAY));
    }

    private static OrderEvent event(UUID shipment, Ending ending, List<LineQuantity> units) {
        return switch (ending) {
            case DELIVERED -> new ShipmentDelivered(shipment, units);
            case LOST -> new ShipmentLost(shipment, units);
            case RETURNED_TO_SENDER -> new ShipmentReturnedToSender(shipment, units);
        };
    }

    private static Decision<OrderEvent> complete(Known order) {
        return switch (order) {
            case Completed _ -> noChange();
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Held _ -> reject(ORDER_HELD);
            case Open open when !open.details().isFinished() -> reject(NOT_DELIVERED);
            case Open open when open.money().balance() != 0 -> reject(BALANCE_OPEN);
            case Open _ -> accept(new OrderCompleted());
        };
    }

    static OrderDetails shipped(OrderDetails order, ShipmentCreated created) {
        var shipment = new Shipment(created.shipmentId(), created.lines(), List.of(), null);
        OrderDetails shipped = order.withShipments(ImmutableLists.with(order.shipments(), shipment))
                .withLines(order.lines().counting(created.lines(), Line::shipping));
        return Boolean.TRUE.equals(created.onCredit()) ? shipped.shippedOnCredit() : shipped;
    }

    static OrderDetails replaced(OrderDetails order, ReplacementShipped replaced) {
        var shipment = new Shipment(replaced.shipmentId(), replaced.lines(), List.of(), replaced.returnId());
        return Returns.replaced(
                        order.withShipments(ImmutableLists.with(order.shipments(), shipment)),
                        replaced.returnId(),
                        returning -> returning.replacing(replaced.lines()))
                .withLines(order.lines().counting(replaced.lines(), Line::replacing));
    }

    /** @param lines null for all units on their way */
    static OrderDetails ended(OrderDetails order, UUID shipmentId, Ending ending, @Nullable List<LineQuantity> lines) {
        Optional<Shipment> found = shipment(order, shipmentId);
        if (found.isEmpty()) {
            return order;
        }
        Shipment shipment = found.get();
        List<LineQuantity> units = lines == null ? shipment.onItsWay() : lines;
        OrderDetails ended = order.withShipments(
                ImmutableLists.replacing(order.shipments(), shipment, shipment.ending(units, ending)));
        return shipment.returnId() == null
                ? ended.withLines(
                        order.lines().counting(units, ending == Ending.DELIVERED ? Line::delivering : Line::losing))
                : endedReplacement(ended, shipment.returnId(), ending, units);
    }

    /** A replacement that did not arrive may be sent once more. */
    private static OrderDetails endedReplacement(
            OrderDetails order, UUID returnId, Ending ending, List<LineQuantity> units) {
        return ending == Ending.DELIVERED
                ? order
                : Returns.replaced(order, returnId, returning -> returning.replacingLess(units))
                        .withLines(order.lines().counting(units, (line, some) -> line.replacing(-some)));
    }

    private static Optional<Shipment> shipment(OrderDetails order, UUID id) {
        return order.shipments().stream()
                .filter(shipment -> shipment.id().equals(id))
                .findFirst();
    }
}
