package io.cartulary.command.order;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.ReturnCondition;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be wished of an order. An id that comes with a command is made for it alone: an order that has it has carried
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

    record Edit(List<LineEdit> lines) implements PlacementCommand {
        public Edit {
            lines = List.copyOf(lines);
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

    record AddNote(UUID noteId, String text) implements PlacementCommand {}

    /**
     * @param paymentId follows from order, kind and providerRef: what is told of again has the same
     * @param providerRef what the provider calls it: once for every kind
     */
    record RecordPayment(UUID paymentId, String providerRef, PaymentKind kind, Money amount)
            implements PaymentCommand {}

    record Refund(UUID refundId, UUID paymentId, Money amount) implements PaymentCommand {}

    record Ship(UUID shipmentId, List<LineQuantity> lines, String carrier, String tracking)
            implements FulfilmentCommand {
        public Ship {
            lines = List.copyOf(lines);
        }
    }

    record Deliver(UUID shipmentId) implements FulfilmentCommand {}

    record Complete() implements FulfilmentCommand {}

    record RequestReturn(UUID returnId, List<LineQuantity> lines, String reason) implements ReturnCommand {
        public RequestReturn {
            lines = List.copyOf(lines);
        }
    }

    record ApproveReturn(UUID returnId) implements ReturnCommand {}

    /** Until the goods are back: those which never come are rejected too. */
    record RejectReturn(UUID returnId, String reason) implements ReturnCommand {}

    /** @param credit what the customer gets for the units; null for their full price */
    record ReceiveReturn(
            UUID returnId,
            ReturnCondition condition,
            @Nullable Money credit) implements ReturnCommand {}
}
