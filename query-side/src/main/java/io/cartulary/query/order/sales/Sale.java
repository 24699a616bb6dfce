package io.cartulary.query.order.sales;

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
import io.cartulary.query.order.OrderView;
import io.cartulary.query.projection.Step;
import java.util.Objects;
import java.util.Optional;

/**
 * What one event of an order adds to the sales, or takes back: what the customer owes for goods changes by so much.
 * Payments and refunds only settle it.
 *
 * @param amount signed
 */
record Sale(Kind kind, Money amount) {

    enum Kind {
        /** The total of a new order. */
        PLACED,
        /** The total after an edit, less that before it. */
        EDITED,
        /** Takes back the order's total: nothing was shipped, so nothing was credited yet. */
        CANCELLED,
        /** Takes back what the customer is credited for goods that came back. */
        RETURNED
    }

    static Optional<Sale> of(Step<OrderView> step) {
        return switch ((OrderEvent) step.event().event()) {
            case OrderPlaced placed -> sale(Kind.PLACED, placed.totals().total());
            case OrderEdited edited ->
                sale(Kind.EDITED, edited.totalAfter().plus(edited.totalBefore().times(-1)));
            case OrderCancelled _ ->
                sale(
                        Kind.CANCELLED,
                        Objects.requireNonNull(step.before()).totals().total().times(-1));
            case ReturnReceived received ->
                sale(Kind.RETURNED, received.credit().times(-1));
            case OrderConfirmed _,
                    OrderHeld _,
                    OrderReleased _,
                    OrderCompleted _,
                    OrderAddressChanged _,
                    OrderContactChanged _,
                    NoteAdded _,
                    PaymentAuthorized _,
                    PaymentCaptured _,
                    PaymentFailed _,
                    PaymentVoided _,
                    RefundIssued _,
                    ShipmentCreated _,
                    ShipmentDelivered _,
                    ReturnRequested _,
                    ReturnApproved _,
                    ReturnRejected _ -> Optional.empty();
        };
    }

    private static Optional<Sale> sale(Kind kind, Money amount) {
        return Optional.of(new Sale(kind, amount));
    }
}
