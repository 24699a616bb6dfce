package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Order.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;

/** The order as placed: its lines, its owner, and its confirmation, hold or cancellation. */
final class Placement {

    /** The maximum number of notes on one order. */
    static final int MAX_NOTES = 200;

    /** The reason in the cancellation of an unpaid order. */
    static final String UNPAID = "Not paid in time";

    private Placement() {}

    static Decision<OrderEvent> decide(Known order, PlacementCommand command) {
        return switch (command) {
            case Confirm _ -> confirm(order);
            case Hold hold -> hold(order, hold.reason());
            case Release _ -> release(order);
            case ChangeAddress change -> change(order, change.address());
            case ChangeContact change -> change(order, change.contact());
            case Edit edit -> Editing.decide(order, edit);
            case Cancel cancel -> cancel(order, cancel.reason());
            case CancelUnpaid _ -> cancelUnpaid(order);
            case Assign assign -> assign(order.details(), assign.customerId());
            case AddNote note -> note(order.details(), note);
        };
    }

    private static Decision<OrderEvent> confirm(Known order) {
        return switch (order) {
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Completed _ -> reject(ORDER_COMPLETED);
            case Known known when known.details().confirmed() -> noChange();
            case Held _ -> reject(ORDER_HELD);
            case Open open when open.money().uncovered() > 0 -> reject(NOT_FULLY_AUTHORIZED);
            case Open _ -> accept(new OrderConfirmed());
        };
    }

    private static Decision<OrderEvent> hold(Known order, String reason) {
        return switch (order) {
            case Open _ -> accept(new OrderHeld(reason));
            case Held _ -> noChange();
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Completed _ -> reject(ORDER_COMPLETED);
        };
    }

    private static Decision<OrderEvent> release(Known order) {
        return switch (order) {
            case Open _ -> noChange();
            case Held _ -> accept(new OrderReleased());
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Completed _ -> reject(ORDER_COMPLETED);
        };
    }

    private static Decision<OrderEvent> change(Known order, Address address) {
        Address present = order.details().address();
        return address.equals(present)
                ? noChange()
                : unlessAllIsShipped(order, new OrderAddressChanged(present, address));
    }

    private static Decision<OrderEvent> change(Known order, Contact contact) {
        Contact present = order.details().contact();
        return contact.equals(present)
                ? noChange()
                : unlessAllIsShipped(order, new OrderContactChanged(present, contact));
    }

    private static Decision<OrderEvent> cancel(Known order, String reason) {
        return order instanceof Cancelled ? noChange() : unlessShipped(order, new OrderCancelled(reason));
    }

    /** Partial authorizations do not prevent the cancellation: a provider's mere promise is dropped. */
    private static Decision<OrderEvent> cancelUnpaid(Known order) {
        return switch (order) {
            case Cancelled _ -> noChange();
            case Held _ -> reject(ORDER_HELD);
            case Open open
            when open.details().confirmed()
                    || open.money().uncovered() == 0
                    || open.money().captured() != open.money().refunded() -> reject(NOT_UNPAID);
            case Open _, Completed _ -> unlessShipped(order, new OrderCancelled(UNPAID));
        };
    }

    private static Decision<OrderEvent> assign(OrderDetails order, String customerId) {
        return switch (order.owner()) {
            case Owner.Guest _ -> accept(new OrderAssigned(customerId));
            case Owner.Customer(String present) when present.equals(customerId) -> noChange();
            case Owner.Customer _ -> reject(ORDER_ASSIGNED);
        };
    }

    private static Decision<OrderEvent> unlessAllIsShipped(Known order, OrderEvent event) {
        return switch (order) {
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Completed _ -> reject(ORDER_COMPLETED);
            case Open _, Held _ -> order.details().hasUnshipped() ? accept(event) : reject(ALREADY_SHIPPED);
        };
    }

    private static Decision<OrderEvent> unlessShipped(Known order, OrderEvent event) {
        return switch (order) {
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Completed _ -> reject(ORDER_COMPLETED);
            case Known known when known.details().isShipped() -> reject(ALREADY_SHIPPED);
            case Open _, Held _ -> accept(event);
        };
    }

    private static Decision<OrderEvent> note(OrderDetails order, AddNote note) {
        if (order.notes().contains(note.noteId())) {
            return noChange();
        }
        return order.notes().size() >= MAX_NOTES
                ? reject(TOO_MANY_NOTES)
                : accept(new NoteAdded(note.noteId(), note.text()));
    }
}
