package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.alreadySo;
import static io.cartulary.command.eventsourcing.Decision.refuse;
import static io.cartulary.command.order.OrderRejection.ALREADY_SHIPPED;
import static io.cartulary.command.order.OrderRejection.BALANCE_OPEN;
import static io.cartulary.command.order.OrderRejection.MORE_THAN_UNSHIPPED;
import static io.cartulary.command.order.OrderRejection.NOT_CONFIRMED;
import static io.cartulary.command.order.OrderRejection.NOT_DELIVERED;
import static io.cartulary.command.order.OrderRejection.NO_SUCH_SHIPMENT;
import static io.cartulary.command.order.OrderRejection.ORDER_CANCELLED;
import static io.cartulary.command.order.OrderRejection.ORDER_COMPLETED;
import static io.cartulary.command.order.OrderRejection.ORDER_HELD;
import static io.cartulary.command.order.OrderRejection.TOO_MANY_SHIPMENTS;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Details.Stage;
import io.cartulary.command.order.Lines.Line;
import io.cartulary.command.order.Order.Cancelled;
import io.cartulary.command.order.Order.Completed;
import io.cartulary.command.order.Order.Held;
import io.cartulary.command.order.Order.Known;
import io.cartulary.command.order.Order.Open;
import io.cartulary.command.order.OrderCommand.Complete;
import io.cartulary.command.order.OrderCommand.Deliver;
import io.cartulary.command.order.OrderCommand.FulfilmentCommand;
import io.cartulary.command.order.OrderCommand.Ship;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.OrderCompleted;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
import io.cartulary.contracts.OrderEvent.ShipmentDelivered;
import java.util.Optional;
import java.util.UUID;

/** From the warehouse to the customer, in as many shipments as it takes, and the end of it. */
final class Fulfilment {

    /** Shipments of one order at most. */
    static final int MAX_SHIPMENTS = 500;

    private Fulfilment() {}

    static Decision<OrderEvent> decide(Known order, FulfilmentCommand command) {
        return switch (command) {
            case Ship ship -> ship(order, ship);
            case Deliver deliver -> deliver(order.details(), deliver.shipmentId());
            case Complete _ -> complete(order);
        };
    }

    private static Decision<OrderEvent> ship(Known order, Ship ship) {
        if (shipment(order.details(), ship.shipmentId()).isPresent()) {
            return alreadySo();
        }
        return switch (order) {
            case Held _ -> refuse(ORDER_HELD);
            case Cancelled _ -> refuse(ORDER_CANCELLED);
            case Completed _ -> refuse(ORDER_COMPLETED);
            case Open(Details details) ->
                switch (details.stage()) {
                    case PLACED -> refuse(NOT_CONFIRMED);
                    case CONFIRMED, PARTIALLY_SHIPPED -> ship(details, ship);
                    case SHIPPED, DELIVERED -> refuse(ALREADY_SHIPPED);
                };
        };
    }

    private static Decision<OrderEvent> ship(Details order, Ship ship) {
        if (order.shipments().size() >= MAX_SHIPMENTS) {
            return refuse(TOO_MANY_SHIPMENTS);
        }
        return order.lines()
                .objection(ship.lines(), Line::unshipped, MORE_THAN_UNSHIPPED)
                .map(Decision::<OrderEvent>refuse)
                .orElseGet(() ->
                        accept(new ShipmentCreated(ship.shipmentId(), ship.lines(), ship.carrier(), ship.tracking())));
    }

    /** Also while the order is held: what a carrier has delivered is delivered. */
    private static Decision<OrderEvent> deliver(Details order, UUID shipmentId) {
        return shipment(order, shipmentId)
                .map(shipment -> shipment.delivered()
                        ? Decision.<OrderEvent>alreadySo()
                        : Decision.<OrderEvent>accept(new ShipmentDelivered(shipmentId)))
                .orElseGet(() -> refuse(NO_SUCH_SHIPMENT));
    }

    private static Decision<OrderEvent> complete(Known order) {
        return switch (order) {
            case Completed _ -> alreadySo();
            case Cancelled _ -> refuse(ORDER_CANCELLED);
            case Held _ -> refuse(ORDER_HELD);
            case Open(Details details) when details.stage() != Stage.DELIVERED -> refuse(NOT_DELIVERED);
            case Open(Details details) when details.balance(details.lines().total()) != 0 -> refuse(BALANCE_OPEN);
            case Open _ -> accept(new OrderCompleted());
        };
    }

    static Details shipped(Details order, ShipmentCreated created) {
        var shipment = new Shipment(created.shipmentId(), created.lines(), false);
        return order.withShipments(Lists.with(order.shipments(), shipment))
                .with(order.lines().counting(created.lines(), Line::shipping));
    }

    static Details delivered(Details order, UUID shipmentId) {
        return shipment(order, shipmentId)
                .filter(shipment -> !shipment.delivered())
                .map(shipment -> order.withShipments(Lists.replacing(order.shipments(), shipment, shipment.arrived()))
                        .with(order.lines().counting(shipment.lines(), Line::delivering)))
                .orElse(order);
    }

    private static Optional<Shipment> shipment(Details order, UUID id) {
        return order.shipments().stream()
                .filter(shipment -> shipment.id().equals(id))
                .findFirst();
    }
}
