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
 * The commands for an order. An id in a command is unique to this command: an order that has it has carried out the
 * command.
 */
sealed interface OrderCommand {

    /** A command about the order as placed: its lines, its owner, and its confirmation or cancellation. */
    sealed interface PlacementCommand extends OrderCommand {}

    /** A report of the payment provider. */
    sealed interface PaymentCommand extends OrderCommand {}

    /** A command about shipping to the customer. */
    sealed interface FulfilmentCommand extends OrderCommand {}

    /** A command about a return. */
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

    /** @param quantity the new number of units of the line; 0 removes the line */
    record ChangedLine(UUID lineId, int quantity) implements LineEdit {}

    /**
     * A new line, even if other lines have the product.
     *
     * @param offer what the product register says of the sku, null when it is not on sale
     */
    record AddedLine(
            UUID lineId, String sku, int quantity, @Nullable Offer offer) implements LineEdit {}

    record Cancel(String reason) implements PlacementCommand {}

    /** Cancels the order if nothing is paid and the total is not authorized in full. */
    record CancelUnpaid() implements PlacementCommand {}

    /** Assign a guest's order to a customer. */
    record Assign(String customerId) implements PlacementCommand {}

    record AddNote(UUID noteId, String text) implements PlacementCommand {}

    /**
     * @param paymentId the same for a repeated report
     * @param providerRef the provider's name for the payment
     * @param transactionRef the provider's id of this very authorization, capture, failure or void; null if not
     * reported
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
     * @param transactionRef the provider's id of the refund; null if not reported
     * @param concession whether it lowers the amount owed; null: it does if goods are shipped
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

    /** @param onCredit ship even if less is paid or promised than is owed */
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
     * Units of a shipment have arrived, are lost, or were returned to the sender because they could not be handed over.
     *
     * @param lines null for all units on their way
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

    /** Possible until the goods are back: returns whose goods never arrive are rejected too. */
    record RejectReturn(UUID returnId, String reason) implements ReturnCommand {}

    /**
     * @param lines the units that are back; null for all missing units
     * @param credit the credit for the units; null for their full price, or for no credit in an exchange
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
