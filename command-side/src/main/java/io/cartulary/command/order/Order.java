package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.order.OrderRejection.AMOUNT_TOO_LARGE;
import static io.cartulary.command.order.OrderRejection.NO_SUCH_ORDER;

import io.cartulary.command.eventsourcing.CacheWeight;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderDetails.Credited;
import io.cartulary.command.order.OrderLines.Line;
import io.cartulary.command.order.Shipment.Ending;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderBalance;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PaymentFact;
import io.cartulary.contracts.PaymentFact.Kind;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order, which starts with its cart's checkout and has its cart's id. Its stage ({@link OrderDetails#stage}) follows
 * from its units and is no field, so an edit or a lost parcel may set it back: a delivered order that gets one more
 * unit is partially shipped again.
 *
 * <p>External facts are recorded in every state: payments, refunds, deliveries and losses of parcels, returns.
 */
sealed interface Order {

    /** The category of orders' streams. */
    String CATEGORY = "order";

    /** The maximum number of units on one line. */
    int MAX_QUANTITY = 999;

    /** The maximum number of lines in one order, including those of its cart. */
    int MAX_LINES = 500;

    Decider<Order, OrderCommand, OrderEvent> DECIDER = Decider.<Order, OrderCommand, OrderEvent>of(
                    OrderEvent.class, new SnapshotForm<>(Order.class, 2), new Unknown(), Order::decide, Order::evolve)
            .onlyFor(Order::isFor, NO_SUCH_ORDER);

    /** A caller who doesn't own the order gets 404. */
    static boolean isFor(Order order, Caller caller) {
        return !(order instanceof Known known)
                || caller.mayActFor(known.details().owner());
    }

    static StreamId stream(UUID id) {
        return new StreamId(CATEGORY, id.toString());
    }

    record Unknown() implements Order {}

    /** An order that was placed. */
    sealed interface Known extends Order, CacheWeight {
        OrderDetails details();

        Known with(OrderDetails changed);

        /**
         * The amounts that are owed, covered and left to pay.
         *
         * @throws ArithmeticException when a sum overflows
         */
        default OrderBalance money() {
            return OrderBalance.of(
                    details().terms(this instanceof Cancelled),
                    details().ledger().facts());
        }

        @Override
        default int weight() {
            return details().weight();
        }
    }

    /** In progress. */
    record Open(OrderDetails details) implements Known {
        @Override
        public Open with(OrderDetails changed) {
            return new Open(changed);
        }
    }

    /** On hold: nothing is confirmed, shipped or completed. */
    record Held(OrderDetails details) implements Known {
        @Override
        public Held with(OrderDetails changed) {
            return new Held(changed);
        }
    }

    record Cancelled(OrderDetails details) implements Known {
        @Override
        public Cancelled with(OrderDetails changed) {
            return new Cancelled(changed);
        }
    }

    record Completed(OrderDetails details) implements Known {
        @Override
        public Completed with(OrderDetails changed) {
            return new Completed(changed);
        }
    }

    /** Rejects every command that would make a sum overflow. */
    static Decision<OrderEvent> decide(Order order, OrderCommand command, DecisionContext context) {
        try {
            return switch (order) {
                case Unknown _ -> reject(NO_SUCH_ORDER);
                case Known known -> withdrawing(known, decide(known, command));
            };
        } catch (ArithmeticException _) {
            return reject(AMOUNT_TOO_LARGE);
        }
    }

    private static Decision<OrderEvent> decide(Known order, OrderCommand command) {
        return switch (command) {
            case PlacementCommand placement -> Placement.decide(order, placement);
            case PaymentCommand payment -> Payment.decide(order, payment);
            case FulfilmentCommand fulfilment -> Fulfilment.decide(order, fulfilment);
            case ReturnCommand returning -> Returns.decide(order.details(), returning);
        };
    }

    /**
     * A change after which less is paid or promised than is owed withdraws the order's confirmation, if nothing is
     * shipped.
     */
    private static Decision<OrderEvent> withdrawing(Known before, Decision<OrderEvent> decision) {
        if (!(decision instanceof Decision.Accepted<OrderEvent> accepted)
                || accepted.events().isEmpty()) {
            return decision;
        }
        Order after = before;
        for (OrderEvent event : accepted.events()) {
            after = evolve(after, event);
        }
        return isNoLongerCovered(before, after)
                ? accept(ImmutableLists.with(accepted.events(), new OrderConfirmationWithdrawn()))
                : decision;
    }

    private static boolean isNoLongerCovered(Known before, Order after) {
        return switch (after) {
            case Unknown _, Cancelled _, Completed _ -> false;
            case Open open -> isLessCovered(before, open);
            case Held held -> isLessCovered(before, held);
        };
    }

    /** Covered less than before; or as little as before, and no unit is shipped any more. */
    private static boolean isLessCovered(Known before, Known after) {
        if (!after.details().confirmed() || after.details().isShipped()) {
            return false;
        }
        long uncovered = after.money().uncovered();
        return uncovered > before.money().uncovered()
                || (uncovered > 0 && before.details().isShipped());
    }

    static Order evolve(Order order, OrderEvent event) {
        return switch (order) {
            case Unknown unknown -> event instanceof OrderPlaced placed ? new Open(OrderDetails.of(placed)) : unknown;
            case Known known -> evolve(known, known.details(), event);
        };
    }

    private static Order evolve(Known order, OrderDetails details, OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> same(order);
            case OrderConfirmed _ -> order.with(details.withConfirmed(true));
            case OrderConfirmationWithdrawn _ -> order.with(details.withConfirmed(false));
            case OrderAssigned assigned -> order.with(details.withOwner(new Owner.Customer(assigned.customerId())));
            case OrderHeld _ -> order instanceof Open ? new Held(details) : same(order);
            case OrderReleased _ -> order instanceof Held ? new Open(details) : same(order);
            case OrderCancelled _ -> new Cancelled(details);
            case OrderCompleted _ -> new Completed(details);
            case OrderAddressChanged changed -> order.with(details.withAddress(changed.to()));
            case OrderContactChanged changed -> order.with(details.withContact(changed.to()));
            case OrderEdited edited ->
                order.with(details.withLines(details.lines().edited(edited.deltas())));
            case NoteAdded note -> order.with(details.noting(note.noteId()));
            case PaymentAuthorized(UUID id, String ref, @Nullable String transaction, Money amount) ->
                order.with(recording(details, PaymentFact.payment(id, Kind.AUTHORIZED, ref, transaction, amount)));
            case PaymentCaptured(UUID id, String ref, @Nullable String transaction, Money amount) ->
                order.with(recording(details, PaymentFact.payment(id, Kind.CAPTURED, ref, transaction, amount)));
            case PaymentFailed(UUID id, String ref, @Nullable String transaction, Money amount) ->
                order.with(recording(details, PaymentFact.payment(id, Kind.FAILED, ref, transaction, amount)));
            case PaymentVoided(UUID id, String ref, @Nullable String transaction, Money amount) ->
                order.with(recording(details, PaymentFact.payment(id, Kind.VOIDED, ref, transaction, amount)));
            case RefundIssued refund -> order.with(recording(details, PaymentFact.of(refund)));
            case PaymentContradicted(UUID id, Money amount) ->
                order.with(details.withLedger(details.ledger().contradicted(id, amount.amount())));
            case OrderCredited credited -> order.with(credited(details, credited));
            case ShipmentCreated shipment -> order.with(Fulfilment.shipped(details, shipment));
            case ReplacementShipped replacement -> order.with(Fulfilment.replaced(details, replacement));
            case ShipmentDelivered(UUID id, @Nullable List<LineQuantity> lines) ->
                order.with(Fulfilment.ended(details, id, Ending.DELIVERED, lines));
            case ShipmentLost(UUID id, List<LineQuantity> lines) ->
                order.with(Fulfilment.ended(details, id, Ending.LOST, lines));
            case ShipmentReturnedToSender(UUID id, List<LineQuantity> lines) ->
                order.with(Fulfilment.ended(details, id, Ending.RETURNED_TO_SENDER, lines));
            case ReturnRequested request -> order.with(Returns.requested(details, request));
            case ReturnApproved approval -> order.with(Returns.approved(details, approval.returnId()));
            case ReturnRejected rejection -> order.with(Returns.rejected(details, rejection.returnId()));
            case ReturnReceived receipt -> order.with(Returns.received(details, receipt));
        };
    }

    private static Order same(Known order) {
        return order.with(order.details());
    }

    private static OrderDetails recording(OrderDetails order, PaymentFact fact) {
        return order.withLedger(order.ledger().with(fact));
    }

    private static OrderDetails credited(OrderDetails order, OrderCredited credited) {
        return order.crediting(
                        new Credited(credited.creditId(), credited.amount().amount()))
                .withLines(order.lines().counting(credited.lines(), Line::crediting));
    }
}
