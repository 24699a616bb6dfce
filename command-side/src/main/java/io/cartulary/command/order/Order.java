package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.refuse;
import static io.cartulary.command.order.OrderRejection.AMOUNT_TOO_LARGE;
import static io.cartulary.command.order.OrderRejection.NO_SUCH_ORDER;
import static io.cartulary.command.order.PaymentKind.AUTHORIZED;
import static io.cartulary.command.order.PaymentKind.CAPTURED;
import static io.cartulary.command.order.PaymentKind.FAILED;
import static io.cartulary.command.order.PaymentKind.VOIDED;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.eventsourcing.Weighed;
import io.cartulary.command.order.OrderCommand.FulfilmentCommand;
import io.cartulary.command.order.OrderCommand.PaymentCommand;
import io.cartulary.command.order.OrderCommand.PlacementCommand;
import io.cartulary.command.order.OrderCommand.ReturnCommand;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.NoteAdded;
import io.cartulary.contracts.OrderEvent.OrderAddressChanged;
import io.cartulary.contracts.OrderEvent.OrderCancelled;
import io.cartulary.contracts.OrderEvent.OrderCompleted;
import io.cartulary.contracts.OrderEvent.OrderConfirmed;
import io.cartulary.contracts.OrderEvent.OrderContactChanged;
import io.cartulary.contracts.OrderEvent.OrderEdited;
import io.cartulary.contracts.OrderEvent.OrderHeld;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.OrderEvent.OrderReleased;
import io.cartulary.contracts.OrderEvent.PaymentAuthorized;
import io.cartulary.contracts.OrderEvent.PaymentCaptured;
import io.cartulary.contracts.OrderEvent.PaymentFailed;
import io.cartulary.contracts.OrderEvent.PaymentVoided;
import io.cartulary.contracts.OrderEvent.RefundIssued;
import io.cartulary.contracts.OrderEvent.ReturnApproved;
import io.cartulary.contracts.OrderEvent.ReturnReceived;
import io.cartulary.contracts.OrderEvent.ReturnRejected;
import io.cartulary.contracts.OrderEvent.ReturnRequested;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
import io.cartulary.contracts.OrderEvent.ShipmentDelivered;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.util.UUID;

/**
 * An order, which begins with its cart's checkout and has its cart's id. How far it has come ({@link Details#stage}) is
 * told by its units and by no field, so that an edit may set it back: a delivered order that gets one more unit is
 * partially shipped again.
 *
 * <p>What has happened outside is recorded in every state: payments, refunds, deliveries, what comes back.
 */
sealed interface Order {

    /** Of the streams of orders. */
    String CATEGORY = "order";

    /** Units on one line at most. */
    int MAX_QUANTITY = 999;

    /** Lines in one order at most, those of its cart included. */
    int MAX_LINES = 500;

    Decider<Order, OrderCommand, OrderEvent> DECIDER = Decider.<Order, OrderCommand, OrderEvent>of(
                    OrderEvent.class, new SnapshotForm<>(Order.class, 1), new Unknown(), Order::decide, Order::evolve)
            .onlyFor(Order::isFor, NO_SUCH_ORDER);

    /** Someone else's order is none. */
    static boolean isFor(Order order, Caller caller) {
        return !(order instanceof Known known)
                || caller.mayActFor(known.details().owner());
    }

    static StreamId stream(UUID id) {
        return new StreamId(CATEGORY, id.toString());
    }

    record Unknown() implements Order {}

    /** One that was placed. */
    sealed interface Known extends Weighed {
        Details details();

        Order with(Details changed);

        @Override
        default int weight() {
            return details().weight();
        }
    }

    /** On its way. */
    record Open(Details details) implements Order, Known {
        @Override
        public Order with(Details changed) {
            return new Open(changed);
        }
    }

    /** Stopped for the time being: nothing is confirmed, shipped or completed. */
    record Held(Details details) implements Order, Known {
        @Override
        public Order with(Details changed) {
            return new Held(changed);
        }
    }

    record Cancelled(Details details) implements Order, Known {
        @Override
        public Order with(Details changed) {
            return new Cancelled(changed);
        }
    }

    record Completed(Details details) implements Order, Known {
        @Override
        public Order with(Details changed) {
            return new Completed(changed);
        }
    }

    /** A sum that no amount can hold is refused, wherever it would come up. */
    static Decision<OrderEvent> decide(Order order, OrderCommand command) {
        try {
            return switch (order) {
                case Unknown _ -> refuse(NO_SUCH_ORDER);
                case Known known ->
                    switch (command) {
                        case PlacementCommand placement -> Placement.decide(known, placement);
                        case PaymentCommand payment -> Payment.decide(known.details(), payment);
                        case FulfilmentCommand fulfilment -> Fulfilment.decide(known, fulfilment);
                        case ReturnCommand returning -> Returns.decide(known.details(), returning);
                    };
            };
        } catch (ArithmeticException _) {
            return refuse(AMOUNT_TOO_LARGE);
        }
    }

    static Order evolve(Order order, OrderEvent event) {
        return switch (order) {
            case Unknown unknown -> event instanceof OrderPlaced placed ? new Open(Details.of(placed)) : unknown;
            case Known known -> evolve(known, known.details(), event);
        };
    }

    private static Order evolve(Known order, Details details, OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> order.with(details);
            case OrderConfirmed _ -> order.with(details.confirming());
            case OrderHeld _ -> order instanceof Open ? new Held(details) : order.with(details);
            case OrderReleased _ -> order instanceof Held ? new Open(details) : order.with(details);
            case OrderCancelled _ -> new Cancelled(details);
            case OrderCompleted _ -> new Completed(details);
            case OrderAddressChanged changed -> order.with(details.with(changed.to()));
            case OrderContactChanged changed -> order.with(details.with(changed.to()));
            case OrderEdited edited -> order.with(details.with(details.lines().edited(edited.deltas())));
            case NoteAdded note -> order.with(details.noting(note.noteId()));
            case PaymentAuthorized(UUID id, String ref, Money amount) ->
                order.with(details.with(details.ledger().with(AUTHORIZED, id, ref, amount)));
            case PaymentCaptured(UUID id, String ref, Money amount) ->
                order.with(details.with(details.ledger().with(CAPTURED, id, ref, amount)));
            case PaymentFailed(UUID id, String ref, Money amount) ->
                order.with(details.with(details.ledger().with(FAILED, id, ref, amount)));
            case PaymentVoided(UUID id, String ref, Money amount) ->
                order.with(details.with(details.ledger().with(VOIDED, id, ref, amount)));
            case RefundIssued(UUID id, UUID payment, Money amount) ->
                order.with(details.with(details.ledger().with(id, payment, amount)));
            case ShipmentCreated shipment -> order.with(Fulfilment.shipped(details, shipment));
            case ShipmentDelivered delivery -> order.with(Fulfilment.delivered(details, delivery.shipmentId()));
            case ReturnRequested request -> order.with(Returns.requested(details, request));
            case ReturnApproved approval -> order.with(Returns.approved(details, approval.returnId()));
            case ReturnRejected rejection -> order.with(Returns.rejected(details, rejection.returnId()));
            case ReturnReceived receipt -> order.with(Returns.received(details, receipt));
        };
    }
}
