package io.cartulary.contracts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What can happen to an order, on the stream {@code order:<uuid>} that has its cart's id. */
public sealed interface OrderEvent extends Event {

    /**
     * Always an order's first event, recorded together with its cart's checkout.
     *
     * @param number what people call the order by
     * @param cartVersion the cart's version that was ordered
     * @param owner whose order it is: the customer, or the guest who has the cart
     * @param lines what was ordered, at these prices for good
     */
    record OrderPlaced(
            String number,
            long cartVersion,
            Owner owner,
            List<OrderLine> lines,
            Totals totals,
            @PersonalData Address address,
            @PersonalData Contact contact)
            implements OrderEvent {
        public OrderPlaced {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(owner, "owner");
            lines = List.copyOf(lines);
            Objects.requireNonNull(totals, "totals");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(contact, "contact");
        }
    }

    /** @param name as the product was called when it was put into the cart */
    record OrderLine(UUID lineId, String sku, String name, int quantity, Money unitPrice) {
        public OrderLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    /** It may be shipped. */
    record OrderConfirmed() implements OrderEvent {}

    /** Nothing is shipped until it is released. */
    record OrderHeld(String reason) implements OrderEvent {
        public OrderHeld {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The hold is over: the order is again where it was. */
    record OrderReleased() implements OrderEvent {}

    record OrderAddressChanged(
            @PersonalData Address from, @PersonalData Address to) implements OrderEvent {
        public OrderAddressChanged {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    record OrderContactChanged(
            @PersonalData Contact from, @PersonalData Contact to) implements OrderEvent {
        public OrderContactChanged {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * Units were put into the order or taken out of it.
     *
     * @param deltas one per line that changed
     * @param balance what is open afterwards: the total, less what came back, what was captured and not refunded.
     *     Positive: the customer owes it; negative: the shop does
     */
    record OrderEdited(List<EditedLine> deltas, Money totalBefore, Money totalAfter, Money balance)
            implements OrderEvent {
        public OrderEdited {
            deltas = List.copyOf(deltas);
            Objects.requireNonNull(totalBefore, "totalBefore");
            Objects.requireNonNull(totalAfter, "totalAfter");
            Objects.requireNonNull(balance, "balance");
        }
    }

    /**
     * @param from how many units the line had; 0 when it is new
     * @param to how many it has now; 0 when it is no more
     */
    record EditedLine(UUID lineId, String sku, String name, int from, int to, Money unitPrice) {
        public EditedLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    /** Nothing was shipped, and nothing will be. Payments and refunds may follow. */
    record OrderCancelled(String reason) implements OrderEvent {
        public OrderCancelled {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Everything is delivered, and nobody owes anybody. Returns and refunds may follow. */
    record OrderCompleted() implements OrderEvent {}

    /**
     * The payment provider guarantees an amount.
     *
     * @param providerRef what the provider calls it; no other authorisation of the order is called so
     */
    record PaymentAuthorized(UUID paymentId, String providerRef, Money amount) implements OrderEvent {
        public PaymentAuthorized {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(providerRef, "providerRef");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * The payment provider has collected an amount, out of what it had authorised.
     *
     * @param paymentId what refunds name
     */
    record PaymentCaptured(UUID paymentId, String providerRef, Money amount) implements OrderEvent {
        public PaymentCaptured {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(providerRef, "providerRef");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** The payment provider has refused an amount. */
    record PaymentFailed(UUID paymentId, String providerRef, Money amount) implements OrderEvent {
        public PaymentFailed {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(providerRef, "providerRef");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** An amount that was authorised and not captured is guaranteed no more. */
    record PaymentVoided(UUID paymentId, String providerRef, Money amount) implements OrderEvent {
        public PaymentVoided {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(providerRef, "providerRef");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** @param paymentId the capture of which the customer gets an amount back */
    record RefundIssued(UUID refundId, UUID paymentId, Money amount) implements OrderEvent {
        public RefundIssued {
            Objects.requireNonNull(refundId, "refundId");
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** @param tracking the carrier's name for the parcel */
    record ShipmentCreated(UUID shipmentId, List<LineQuantity> lines, String carrier, String tracking)
            implements OrderEvent {
        public ShipmentCreated {
            Objects.requireNonNull(shipmentId, "shipmentId");
            lines = List.copyOf(lines);
            Objects.requireNonNull(carrier, "carrier");
            Objects.requireNonNull(tracking, "tracking");
        }
    }

    /** Units of one line of the order. */
    record LineQuantity(UUID lineId, int quantity) {
        public LineQuantity {
            Objects.requireNonNull(lineId, "lineId");
        }
    }

    record ShipmentDelivered(UUID shipmentId) implements OrderEvent {
        public ShipmentDelivered {
            Objects.requireNonNull(shipmentId, "shipmentId");
        }
    }

    record ReturnRequested(UUID returnId, List<LineQuantity> lines, String reason) implements OrderEvent {
        public ReturnRequested {
            Objects.requireNonNull(returnId, "returnId");
            lines = List.copyOf(lines);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The customer may send them back. */
    record ReturnApproved(UUID returnId) implements OrderEvent {
        public ReturnApproved {
            Objects.requireNonNull(returnId, "returnId");
        }
    }

    record ReturnRejected(UUID returnId, String reason) implements OrderEvent {
        public ReturnRejected {
            Objects.requireNonNull(returnId, "returnId");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The units came back.
     *
     * @param credit what the customer owes less because of it: the price of the units, or less than that
     */
    record ReturnReceived(UUID returnId, ReturnCondition condition, Money credit) implements OrderEvent {
        public ReturnReceived {
            Objects.requireNonNull(returnId, "returnId");
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(credit, "credit");
        }
    }

    record NoteAdded(UUID noteId, @PersonalData String text) implements OrderEvent {
        public NoteAdded {
            Objects.requireNonNull(noteId, "noteId");
            Objects.requireNonNull(text, "text");
        }
    }
}
