package io.cartulary.query.order;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.Totals;
import io.cartulary.query.projection.Versioned;
import io.cartulary.query.timeline.Recorded;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order: what was ordered, paid, shipped and returned. State, payment status and return status follow from the rest.
 *
 * @param number what people call the order by
 * @param cartVersion the version of the cart that was ordered
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
     * @param shipped how many of the units were given to a carrier
     * @param delivered how many of those have arrived
     * @param returned how many of those came back
     */
    public record Line(
            UUID lineId,
            String sku,
            String name,
            int quantity,
            Money unitPrice,
            Money total,
            int shipped,
            int delivered,
            int returned) {}

    /** How far the payment has come. */
    public enum PaymentStatus {
        /** Nothing is paid, or promised by a provider. */
        NOT_PAID,
        /** A provider has refused, and nothing else is paid or promised. */
        FAILED,
        PARTIALLY_AUTHORIZED,
        AUTHORIZED,
        PARTIALLY_CAPTURED,
        CAPTURED,
        PARTIALLY_REFUNDED,
        REFUNDED
    }

    /**
     * What was paid, as the payment providers tell.
     *
     * @param authorized what they guarantee or have collected, voided amounts taken off
     * @param balance what is open: the order's total, nothing when it was cancelled, less what the customer is credited for
     *     what came back, less what was captured and not refunded. Positive, the customer owes it; negative, the shop does
     */
    public record Payment(
            PaymentStatus status,
            Money authorized,
            Money captured,
            Money refunded,
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
     * @param providerRef missing for a refund
     * @param refundOf the payment's id, for a refund
     */
    public record PaymentEntry(
            UUID id,
            PaymentKind kind,
            @Nullable String providerRef,
            @Nullable UUID refundOf,
            Money amount,
            Instant at) {}

    /** @param deliveredAt missing until it has arrived */
    public record Shipment(
            UUID shipmentId,
            List<LineQuantity> lines,
            String carrier,
            String tracking,
            Instant shippedAt,
            @Nullable Instant deliveredAt) {}

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
        RECEIVED
    }

    /**
     * @param rejectedBecause missing unless it was rejected
     * @param condition missing until the goods are back
     * @param credit what the customer owes less because of it; missing until the goods are back
     */
    public record Return(
            UUID returnId,
            List<LineQuantity> lines,
            String reason,
            ReturnProgress progress,
            @Nullable String rejectedBecause,
            @Nullable ReturnCondition condition,
            @Nullable Money credit,
            Instant requestedAt) {}

    public record Note(UUID noteId, String text, String actor, Instant at) {}

    public record Hold(String reason, Instant since) {}

    public record Cancellation(String reason, Instant at) {}

    /** The order after one more event. */
    public static OrderView evolve(@Nullable OrderView order, Recorded recorded) {
        return OrderFold.fold(order, recorded);
    }
}
