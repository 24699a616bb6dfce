package io.cartulary.command.order;

import io.cartulary.command.order.Shipment.Ending;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.ReturnCondition;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands for an order. An id that comes with a command is made for it alone: an order that has it has carried
 * the command out.
 */
sealed interface OrderCommand {

    /** About the order as it was placed: who gets what, and whether it goes ahead. */
    sealed interface PlacementCommand extends OrderCommand {}

    /** What the payment provider has done. */
    sealed interface PaymentCommand extends OrderCommand {}

    /** On its way to the customer. */
    sealed interface FulfilmentCommand extends OrderCommand {}

    /** On its way back. */
    sealed interface ReturnCommand extends OrderCommand {}

    record Confirm() implements PlacementCommand {}

    record Hold(String reason) implements PlacementCommand {}

    record Release() implements PlacementCommand {}

    record ChangeAddress(Address address) implements PlacementCommand {}

    record ChangeContact(Contact contact) implements PlacementCommand {}

    /** @param expectedTotal the only total that the order may have afterwards; null for any */
    record Edit(List<LineEdit> lines, @Nullable Money expectedTotal) implements PlacementCommand {
        public Edit {
            lines = List.copyOf(lines);
        }

        Edit(List<LineEdit> lines) {
            this(lines, null);
        }
    }

    sealed interface LineEdit {
        UUID lineId();

        int quantity();
    }

    /** @param quantity how many units the line shall have; 0 takes it out */
    record ChangedLine(UUID lineId, int quantity) implements LineEdit {}

    /**
     * A line of its own, whatever other lines have the product.
     *
     * @param offer what the product register says of the sku, null when it is not on sale
     */
    record AddedLine(
            UUID lineId, String sku, int quantity, @Nullable Offer offer) implements LineEdit {}

    record Cancel(String reason) implements PlacementCommand {}

    /** Cancels it if nothing is paid and the total is not promised. */
    record CancelUnpaid() implements PlacementCommand {}

    /** A guest's order becomes a customer's. */
    record Assign(String customerId) implements PlacementCommand {}

    record AddNote(UUID noteId, String text) implements PlacementCommand {}

    /**
     * @param paymentId the same for what is told again
     * @param providerRef the provider's name for the payment
     * @param transactionRef the provider's id of this very authorization, capture, failure or void; null if not told
     */
    record RecordPayment(
            UUID paymentId, String providerRef, @Nullable String transactionRef, PaymentKind kind, Money amount)
            implements PaymentCommand {
        RecordPayment(UUID paymentId, String providerRef, PaymentKind kind, Money amount) {
            this(paymentId, providerRef, null, kind, amount);
        }
    }

    /**
     * @param paymentId the capture; null when only the provider's name for the payment is known
     * @param transactionRef the provider's id of the refund; null if not told
     * @param concession whether it lowers what is owed; null for whether goods are out
     */
    record Refund(
            UUID refundId,
            @Nullable UUID paymentId,
            @Nullable String providerRef,
            @Nullable String transactionRef,
            Money amount,
            @Nullable Boolean concession)
            implements PaymentCommand {
        Refund(UUID refundId, UUID paymentId, Money amount) {
            this(refundId, paymentId, null, null, amount, null);
        }
    }

    /**
     * @param amount null for the price of the units
     * @param lines the units it is for; empty when it is for the order as a whole
     */
    record Credit(UUID creditId, @Nullable Money amount, List<LineQuantity> lines, String reason)
            implements PaymentCommand {
        public Credit {
            lines = List.copyOf(lines);
        }
    }

    /** @param onCredit also if less is paid or promised than is owed */
    record Ship(UUID shipmentId, List<LineQuantity> lines, String carrier, String tracking, boolean onCredit)
            implements FulfilmentCommand {
        public Ship {
            lines = List.copyOf(lines);
        }

        Ship(UUID shipmentId, List<LineQuantity> lines, String carrier, String tracking) {
            this(shipmentId, lines, carrier, tracking, false);
        }
    }

    /** Sends units of an exchange again. */
    record ShipReplacement(UUID shipmentId, UUID returnId, List<LineQuantity> lines, String carrier, String tracking)
            implements FulfilmentCommand {
        public ShipReplacement {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Units of a shipment have arrived, are lost, or are back because they could not be handed over.
     *
     * @param lines null for all that are on their way
     */
    record EndShipment(
            UUID shipmentId, Ending ending, @Nullable List<LineQuantity> lines) implements FulfilmentCommand {}

    record Complete() implements FulfilmentCommand {}

    /** @param exchange whether the customer wants the same units again */
    record RequestReturn(UUID returnId, List<LineQuantity> lines, String reason, boolean exchange)
            implements ReturnCommand {
        public RequestReturn {
            lines = List.copyOf(lines);
        }

        RequestReturn(UUID returnId, List<LineQuantity> lines, String reason) {
            this(returnId, lines, reason, false);
        }
    }

    record ApproveReturn(UUID returnId) implements ReturnCommand {}

    /** Until the goods are back: those which never come are rejected too. */
    record RejectReturn(UUID returnId, String reason) implements ReturnCommand {}

    /**
     * @param lines the units that are back; null for all that are missing
     * @param credit what the customer gets for the units; null for their full price, and nothing in an exchange
     */
    record ReceiveReturn(
            UUID returnId,
            @Nullable List<LineQuantity> lines,
            ReturnCondition condition,
            @Nullable Money credit) implements ReturnCommand {
        ReceiveReturn(UUID returnId, ReturnCondition condition, @Nullable Money credit) {
            this(returnId, null, condition, credit);
        }
    }
}
