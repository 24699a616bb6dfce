package io.cartulary.contracts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of an order, on the stream {@code order:<uuid>} that has its cart's id. */
public sealed interface OrderEvent extends Event {

    /** Is about the order as placed: its lines, its owner, its addresses and notes, and the state that it is in. */
    sealed interface PlacementEvent extends OrderEvent {}

    /** Is about money: payments, refunds and credits. */
    sealed interface PaymentEvent extends OrderEvent {}

    /** Is about units on their way to the customer. */
    sealed interface FulfilmentEvent extends OrderEvent {}

    /** Is about units on their way back. */
    sealed interface ReturnEvent extends OrderEvent {}

    /**
     * Always an order's first event, recorded together with its cart's checkout.
     *
     * @param number the order's name for people
     * @param cartVersion the cart's version that was ordered
     * @param owner the customer, or the guest who owns the cart
     * @param lines the ordered products, at permanent prices
     * @param totals of the lines at their listed prices
     * @param terms under which the cart was priced
     * @param price what the customer pays, and for what; it is never calculated again
     */
    record OrderPlaced(
            String number,
            long cartVersion,
            Owner owner,
            List<OrderLine> lines,
            Totals totals,
            @PersonalData Address address,
            @PersonalData Contact contact,
            PriceTerms terms,
            PricedCart price)
            implements PlacementEvent {
        public OrderPlaced {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(owner, "owner");
            lines = List.copyOf(lines);
            Objects.requireNonNull(totals, "totals");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(contact, "contact");
            Objects.requireNonNull(terms, "terms");
            Objects.requireNonNull(price, "price");
        }

        /** Without terms: it costs what its lines do. */
        public OrderPlaced(
                String number,
                long cartVersion,
                Owner owner,
                List<OrderLine> lines,
                Totals totals,
                Address address,
                Contact contact) {
            this(
                    number,
                    cartVersion,
                    owner,
                    lines,
                    totals,
                    address,
                    contact,
                    PriceTerms.NONE,
                    PricedCart.listed(totals.total(), lines));
        }

        /** What the customer pays. */
        public Money total() {
            return new Money(price.total(), price.currency());
        }
    }

    /** @param name of the product when it was added to the cart */
    record OrderLine(UUID lineId, String sku, String name, int quantity, Money unitPrice) {
        public OrderLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    /** It may be shipped. */
    record OrderConfirmed() implements PlacementEvent {}

    /** Less money is paid or promised than is owed, and nothing is shipped: the order has to be confirmed again. */
    record OrderConfirmationWithdrawn() implements PlacementEvent {}

    /** A guest's order belongs to a customer's account now. */
    record OrderAssigned(String customerId) implements PlacementEvent {
        public OrderAssigned {
            Objects.requireNonNull(customerId, "customerId");
        }
    }

    /** Nothing is shipped until it is released. */
    record OrderHeld(String reason) implements PlacementEvent {
        public OrderHeld {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The hold is over: the order is in its earlier state again. */
    record OrderReleased() implements PlacementEvent {}

    record OrderAddressChanged(
            @PersonalData Address from, @PersonalData Address to) implements PlacementEvent {
        public OrderAddressChanged {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    record OrderContactChanged(
            @PersonalData Contact from, @PersonalData Contact to) implements PlacementEvent {
        public OrderContactChanged {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * Units were added to the order or removed from it.
     *
     * @param deltas one per line that changed
     * @param balance the open amount afterwards: the amount owed, less the amount captured and not refunded. Positive:
     * the customer owes it; negative: the shop does
     */
    record OrderEdited(List<EditedLine> deltas, Money totalBefore, Money totalAfter, Money balance)
            implements PlacementEvent {
        public OrderEdited {
            deltas = List.copyOf(deltas);
            Objects.requireNonNull(totalBefore, "totalBefore");
            Objects.requireNonNull(totalAfter, "totalAfter");
            Objects.requireNonNull(balance, "balance");
        }
    }

    /**
     * @param from the line's number of units before; 0 when it is new
     * @param to its number of units now; 0 when it no longer exists
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
    record OrderCancelled(String reason) implements PlacementEvent {
        public OrderCancelled {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Everything is delivered, and no amount is owed. Returns and refunds may follow. */
    record OrderCompleted() implements PlacementEvent {}

    /**
     * The payment provider guarantees an amount.
     *
     * @param providerRef the provider's id of the authorization; captures and voids of it have the same
     * @param transactionRef the provider's id of this very transaction; missing when the provider has none
     */
    record PaymentAuthorized(
            UUID paymentId, String providerRef, @Nullable String transactionRef, Money amount) implements PaymentEvent {
        public PaymentAuthorized(UUID paymentId, String providerRef, Money amount) {
            this(paymentId, providerRef, null, amount);
        }

        public PaymentAuthorized {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(providerRef, "providerRef");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * The payment provider has collected an amount, whether or not its authorization is known.
     *
     * @param paymentId the id that refunds refer to
     * @param providerRef of the authorization that it is taken from, if there is one
     * @param transactionRef the provider's id of this capture; missing when it is not reported
     */
    record PaymentCaptured(
            UUID paymentId, String providerRef, @Nullable String transactionRef, Money amount) implements PaymentEvent {
        public PaymentCaptured(UUID paymentId, String providerRef, Money amount) {
            this(paymentId, providerRef, null, amount);
        }

        public PaymentCaptured {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(providerRef, "providerRef");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * The payment provider has declined an amount.
     *
     * @param transactionRef the provider's id of the attempt; missing when it is not reported
     */
    record PaymentFailed(
            UUID paymentId, String providerRef, @Nullable String transactionRef, Money amount) implements PaymentEvent {
        public PaymentFailed(UUID paymentId, String providerRef, Money amount) {
            this(paymentId, providerRef, null, amount);
        }

        public PaymentFailed {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(providerRef, "providerRef");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * An amount that was authorized and not captured is no longer guaranteed.
     *
     * @param providerRef of the authorization
     * @param transactionRef the provider's id of this void; missing when it is not reported
     */
    record PaymentVoided(
            UUID paymentId, String providerRef, @Nullable String transactionRef, Money amount) implements PaymentEvent {
        public PaymentVoided(UUID paymentId, String providerRef, Money amount) {
            this(paymentId, providerRef, null, amount);
        }

        public PaymentVoided {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(providerRef, "providerRef");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * The provider reports another amount for a payment or refund than before. The smallest reported amount counts.
     *
     * @param paymentId the payment's id, or the refund's
     */
    record PaymentContradicted(UUID paymentId, Money amount) implements PaymentEvent {
        public PaymentContradicted {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * The customer gets an amount back.
     *
     * @param paymentId the refunded capture; missing when only the provider's name for the payment is known
     * @param providerRef the provider's name for the payment; missing when the capture's id is known
     * @param transactionRef the provider's id of this refund; missing when it is not reported
     * @param concession whether it also lowers the amount owed, as far as the shop did not owe the refund; missing for
     * no
     */
    record RefundIssued(
            UUID refundId,
            @Nullable UUID paymentId,
            @Nullable String providerRef,
            @Nullable String transactionRef,
            Money amount,
            @Nullable Boolean concession)
            implements PaymentEvent {
        public RefundIssued(UUID refundId, UUID paymentId, Money amount) {
            this(refundId, paymentId, null, null, amount, null);
        }

        public RefundIssued {
            Objects.requireNonNull(refundId, "refundId");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * The customer owes less: a parcel was lost, a box was scratched, the price was lower elsewhere.
     *
     * @param lines the units that it is for; empty when it is for the order as a whole
     */
    record OrderCredited(UUID creditId, Money amount, List<LineQuantity> lines, String reason) implements PaymentEvent {
        public OrderCredited {
            Objects.requireNonNull(creditId, "creditId");
            Objects.requireNonNull(amount, "amount");
            lines = List.copyOf(lines);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * @param tracking the carrier's name for the parcel
     * @param onCredit whether staff have shipped it though less is paid or promised than is owed; missing for no
     */
    record ShipmentCreated(
            UUID shipmentId,
            List<LineQuantity> lines,
            String carrier,
            String tracking,
            @Nullable Boolean onCredit) implements FulfilmentEvent {
        public ShipmentCreated(UUID shipmentId, List<LineQuantity> lines, String carrier, String tracking) {
            this(shipmentId, lines, carrier, tracking, null);
        }

        public ShipmentCreated {
            Objects.requireNonNull(shipmentId, "shipmentId");
            lines = List.copyOf(lines);
            Objects.requireNonNull(carrier, "carrier");
            Objects.requireNonNull(tracking, "tracking");
        }
    }

    /**
     * Units of an exchange were given to a carrier again, at no charge.
     *
     * @param returnId the exchange
     */
    record ReplacementShipped(UUID shipmentId, UUID returnId, List<LineQuantity> lines, String carrier, String tracking)
            implements FulfilmentEvent {
        public ReplacementShipped {
            Objects.requireNonNull(shipmentId, "shipmentId");
            Objects.requireNonNull(returnId, "returnId");
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

    /** @param lines the units that have arrived; missing for all that were on their way */
    record ShipmentDelivered(UUID shipmentId, @Nullable List<LineQuantity> lines) implements FulfilmentEvent {
        public ShipmentDelivered(UUID shipmentId) {
            this(shipmentId, null);
        }

        public ShipmentDelivered {
            Objects.requireNonNull(shipmentId, "shipmentId");
            lines = lines == null ? null : List.copyOf(lines);
        }
    }

    /** Units of a shipment will never arrive. They may be shipped again, credited, or removed from the order. */
    record ShipmentLost(UUID shipmentId, List<LineQuantity> lines) implements FulfilmentEvent {
        public ShipmentLost {
            Objects.requireNonNull(shipmentId, "shipmentId");
            lines = List.copyOf(lines);
        }
    }

    /** Units of a shipment could not be handed over and are back. They may be shipped again, credited, or removed. */
    record ShipmentReturnedToSender(UUID shipmentId, List<LineQuantity> lines) implements FulfilmentEvent {
        public ShipmentReturnedToSender {
            Objects.requireNonNull(shipmentId, "shipmentId");
            lines = List.copyOf(lines);
        }
    }

    /** @param exchange whether the customer gets the same units again instead of a credit; missing for no */
    record ReturnRequested(
            UUID returnId,
            List<LineQuantity> lines,
            String reason,
            @Nullable Boolean exchange) implements ReturnEvent {
        public ReturnRequested(UUID returnId, List<LineQuantity> lines, String reason) {
            this(returnId, lines, reason, null);
        }

        public ReturnRequested {
            Objects.requireNonNull(returnId, "returnId");
            lines = List.copyOf(lines);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The customer may send the units back. */
    record ReturnApproved(UUID returnId) implements ReturnEvent {
        public ReturnApproved {
            Objects.requireNonNull(returnId, "returnId");
        }
    }

    record ReturnRejected(UUID returnId, String reason) implements ReturnEvent {
        public ReturnRejected {
            Objects.requireNonNull(returnId, "returnId");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Units of a return came back; others of the same return may follow.
     *
     * @param lines the units; missing for all of the return's
     * @param credit the amount that it takes off what the customer owes: the price of the units, or less
     */
    record ReturnReceived(UUID returnId, @Nullable List<LineQuantity> lines, ReturnCondition condition, Money credit)
            implements ReturnEvent {
        public ReturnReceived(UUID returnId, ReturnCondition condition, Money credit) {
            this(returnId, null, condition, credit);
        }

        public ReturnReceived {
            Objects.requireNonNull(returnId, "returnId");
            lines = lines == null ? null : List.copyOf(lines);
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(credit, "credit");
        }
    }

    record NoteAdded(UUID noteId, @PersonalData String text) implements PlacementEvent {
        public NoteAdded {
            Objects.requireNonNull(noteId, "noteId");
            Objects.requireNonNull(text, "text");
        }
    }
}
