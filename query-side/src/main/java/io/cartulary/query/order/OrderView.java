package io.cartulary.query.order;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Attention.Reason;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderBalance;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.Totals;
import io.cartulary.query.projection.Versioned;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order: what was ordered, paid, credited, shipped and returned. State, payment status, return status and what needs
 * attention follow from the rest.
 *
 * @param number what people call the order by
 * @param cartVersion the version of the cart that was ordered
 * @param attention what does not add up about its money, as long as it does not
 * @param hold missing unless the order is held
 * @param cancellation missing unless the order was cancelled
 */
public record OrderView(
        UUID id,
        long version,
        String number,
        State state,
        long cartVersion,
        Owner owner,
        Currency currency,
        Address address,
        Contact contact,
        List<Line> lines,
        Totals totals,
        Payment payment,
        List<Credit> credits,
        List<Attention> attention,
        ReturnStatus returnStatus,
        List<Shipment> shipments,
        List<Return> returns,
        List<Note> notes,
        @Nullable Hold hold,
        @Nullable Cancellation cancellation,
        Instant placedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        Instant updatedAt)
        implements Versioned {

    /** Rows of earlier releases have neither credits nor attention. */
    public OrderView {
        credits = orNone(credits);
        attention = orNone(attention);
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** What is owed, covered and left to pay, told anew from the parts: rows of earlier releases have not all of it. */
    public OrderBalance money() {
        return OrderSummary.of(this).money();
    }

    @Schema(name = "OrderState")
    public enum State {
        PLACED,
        CONFIRMED,
        PARTIALLY_SHIPPED,
        SHIPPED,
        DELIVERED,
        /** Nothing is shipped until it is released. */
        HELD,
        CANCELLED,
        COMPLETED
    }

    /**
     * Units of one product at one price.
     *
     * @param total the price of all units
     * @param shipped how many of the units were given to a carrier, without those that were lost or sent back
     * @param delivered how many of those have arrived
     * @param returned how many came back from the customer
     * @param lost how many were lost or sent back by the carrier, and not shipped again since
     */
    @Schema(name = "OrderLine")
    public record Line(
            UUID lineId,
            String sku,
            String name,
            int quantity,
            Money unitPrice,
            Money total,
            int shipped,
            int delivered,
            int returned,
            int lost) {

        /** What comes back has arrived, whether or not the carrier has said so. */
        int arrived() {
            return Math.max(delivered, Math.min(returned, shipped));
        }
    }

    /** How far the payment has come. */
    public enum PaymentStatus {
        /** Nobody owes anything, whatever the way there. */
        PAID,
        /** Nothing is paid, or promised by a provider. */
        NOT_PAID,
        /** A provider has refused, and nothing else is paid or promised. */
        FAILED,
        /** A part of what is owed is promised. */
        PARTIALLY_AUTHORIZED,
        /** All that is owed is promised. */
        AUTHORIZED,
        /** A part of what is owed is paid. */
        PARTIALLY_CAPTURED,
        /** More is paid than is owed, and nothing was refunded. */
        CAPTURED,
        /** A part of what was paid was refunded, and something is still owed. */
        PARTIALLY_REFUNDED,
        /** All that was paid was refunded, and something is still owed. */
        REFUNDED
    }

    /**
     * What was paid, as the payment providers tell, and what is owed.
     *
     * @param authorized what they guarantee or have collected, voided amounts taken off
     * @param covered what is paid or promised: captured, not refunded, or still open of an authorization
     * @param credited by how much credits lower what is owed
     * @param conceded by how much refunds do: those of goods that are out, as far as the shop did not owe them
     * @param owed what the customer has to pay in all: the order's total, nothing when it was cancelled, less credits,
     *     concessions, and what the customer is credited for what came back
     * @param balance what is open: what is owed, less what was captured and not refunded. Positive, the customer owes it;
     *     negative, the shop does
     */
    @Schema(name = "OrderPayment")
    public record Payment(
            PaymentStatus status,
            Money authorized,
            Money captured,
            Money refunded,
            Money covered,
            Money credited,
            Money conceded,
            Money owed,
            Money balance,
            List<PaymentEntry> entries) {}

    /** What a provider may have done. */
    public enum PaymentKind {
        AUTHORIZED,
        CAPTURED,
        FAILED,
        VOIDED,
        REFUNDED
    }

    /**
     * @param id the payment's, or the refund's
     * @param providerRef the provider's name for the payment; missing for a refund that names its capture
     * @param transactionRef the provider's id of the transaction; missing when it was not told
     * @param refundOf the payment's id, for a refund that names its capture
     * @param amount what counts: the smallest one told
     * @param told every amount that was told of it, if there are several
     * @param concession whether a refund also lowers what is owed, as far as the shop did not owe it
     */
    public record PaymentEntry(
            UUID id,
            PaymentKind kind,
            @Nullable String providerRef,
            @Nullable String transactionRef,
            @Nullable UUID refundOf,
            Money amount,
            List<Money> told,
            boolean concession,
            Instant at) {

        /** Rows of earlier releases have no contradictions. */
        public PaymentEntry {
            told = orNone(told);
        }
    }

    /** @param lines the units that it is for; empty when it is for the order as a whole */
    @Schema(name = "OrderCredit")
    public record Credit(
            UUID creditId, Money amount, List<LineQuantity> lines, String reason, String actor, Instant at) {}

    /**
     * @param providerRef the provider's name for the payment; missing when it is about the order as a whole
     * @param paymentId the payment or refund; missing when it is about several
     * @param amount by how much it does not add up
     */
    @Schema(name = "OrderAttention")
    public record Attention(
            Reason reason,
            @Nullable String providerRef,
            @Nullable UUID paymentId,
            Money amount) {}

    /**
     * @param address where it went; missing in rows of earlier releases
     * @param onCredit whether staff have shipped it though less was paid or promised than was owed
     * @param replacementFor the exchange that it replaces units of; missing when it is no replacement
     * @param delivered the units that have arrived
     * @param lost the units that never will
     * @param returnedToSender the units that could not be handed over
     * @param deliveredAt when units of it have arrived last; missing until then
     */
    public record Shipment(
            UUID shipmentId,
            List<LineQuantity> lines,
            String carrier,
            String tracking,
            @Nullable Address address,
            boolean onCredit,
            @Nullable UUID replacementFor,
            List<LineQuantity> delivered,
            List<LineQuantity> lost,
            List<LineQuantity> returnedToSender,
            Instant shippedAt,
            @Nullable Instant deliveredAt) {

        /** In rows of earlier releases a shipment has arrived as a whole or not at all. */
        @SuppressWarnings("NullAway") // Jackson leaves out what a row has not
        public Shipment {
            delivered = delivered == null && deliveredAt != null ? lines : orNone(delivered);
            lost = orNone(lost);
            returnedToSender = orNone(returnedToSender);
        }
    }

    /** How far returns have come, all together. */
    public enum ReturnStatus {
        NONE,
        /** One waits for an answer. */
        REQUESTED,
        /** One may come back, and none waits for an answer. */
        APPROVED,
        PARTIALLY_RETURNED,
        /** Everything that was delivered has come back. */
        RETURNED
    }

    public enum ReturnProgress {
        REQUESTED,
        APPROVED,
        REJECTED,
        /** Some of its units are back. */
        PARTIALLY_RECEIVED,
        RECEIVED
    }

    /** Units of a return that came back together. */
    @Schema(name = "ReturnReceipt")
    public record Receipt(List<LineQuantity> lines, ReturnCondition condition, Money credit, Instant at) {}

    /**
     * @param exchange whether the customer gets the same units again instead of a credit
     * @param rejectedBecause missing unless it was rejected
     * @param condition that of the units that came back last; missing until then
     * @param credit what the customer owes less because of it; missing until units are back
     * @param received the units that are back
     * @param replaced the units that were sent again, and neither lost nor sent back
     */
    @Schema(name = "OrderReturn")
    public record Return(
            UUID returnId,
            List<LineQuantity> lines,
            String reason,
            boolean exchange,
            ReturnProgress progress,
            @Nullable String rejectedBecause,
            @Nullable ReturnCondition condition,
            @Nullable Money credit,
            List<LineQuantity> received,
            List<LineQuantity> replaced,
            List<Receipt> receipts,
            Instant requestedAt) {

        /** In rows of earlier releases a return came back as a whole or not at all. */
        @SuppressWarnings("NullAway") // Jackson leaves out what a row has not
        public Return {
            received = received == null && progress == ReturnProgress.RECEIVED ? lines : orNone(received);
            replaced = orNone(replaced);
            receipts = orNone(receipts);
        }
    }

    @Schema(name = "OrderNote")
    public record Note(UUID noteId, String text, String actor, Instant at) {}

    @Schema(name = "OrderHold")
    public record Hold(String reason, Instant since) {}

    @Schema(name = "OrderCancellation")
    public record Cancellation(String reason, Instant at) {}

    /** The order after one more event. */
    public static OrderView evolve(@Nullable OrderView order, RecordedEvent recorded) {
        return OrderFold.fold(order, recorded);
    }
}
