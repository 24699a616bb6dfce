package io.cartulary.query.order;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Attention.Reason;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderBalance;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.Totals;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order: the items ordered, payments, credits, shipments and returns. State, payment status, return status and
 * attention follow from them.
 *
 * @param number the order number that is shown to people
 * @param cartVersion the version of the cart that was ordered
 * @param attention what does not add up about its money; empty when all amounts do
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

    /** What is owed, covered and left to pay, computed from the parts: rows of earlier releases lack some of it. */
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
        /** Nothing ships until the order is released. */
        HELD,
        CANCELLED,
        COMPLETED
    }

    /**
     * Units of one product at one price.
     *
     * @param total the price of all units
     * @param shipped the number of units that a carrier has received, without those lost or sent back
     * @param delivered the number of those that have arrived
     * @param returned the number that the customer has returned
     * @param lost the number that the carrier has lost or sent back, and that are not shipped again
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

        static Line of(OrderLine placed) {
            Money none = Money.zero(placed.unitPrice().currency());
            return new Line(placed.lineId(), placed.sku(), placed.name(), 0, placed.unitPrice(), none, 0, 0, 0, 0)
                    .withQuantity(placed.quantity());
        }

        /** Units that were lost need not be sent again once they are no longer ordered. */
        Line withQuantity(int units) {
            int stillLost = Math.min(lost, Math.max(0, units - shipped));
            return new Line(
                    lineId,
                    sku,
                    name,
                    units,
                    unitPrice,
                    unitPrice.times(units),
                    shipped,
                    delivered,
                    returned,
                    stillLost);
        }

        Line shipping(int units) {
            return counting(units, 0, 0, -Math.min(lost, units));
        }

        Line delivering(int units) {
            return counting(0, units, 0, 0);
        }

        Line returning(int units) {
            return counting(0, 0, units, 0);
        }

        Line losing(int units) {
            return counting(-units, 0, 0, units);
        }

        private Line counting(int moreShipped, int moreDelivered, int moreReturned, int moreLost) {
            return new Line(
                    lineId,
                    sku,
                    name,
                    quantity,
                    unitPrice,
                    total,
                    shipped + moreShipped,
                    delivered + moreDelivered,
                    returned + moreReturned,
                    lost + moreLost);
        }

        /** Returned units count as arrived, with or without the carrier's event. */
        int arrived() {
            return Math.max(delivered, Math.min(returned, shipped));
        }
    }

    /** The progress of the payment. */
    public enum PaymentStatus {
        /** Nothing is owed, for any reason. */
        PAID,
        /** Nothing is paid or promised by a provider. */
        NOT_PAID,
        /** A provider has declined, and nothing else is paid or promised. */
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
     * What is paid, by the providers' events, and what is owed.
     *
     * @param authorized what providers guarantee or have collected, less voided amounts
     * @param covered what is paid or promised: captured, not refunded, or still open of an authorization
     * @param credited the amount by which credits lower what is owed
     * @param conceded the amount by which refunds lower it: those for shipped goods, as far as the shop did not owe
     *     them
     * @param owed what the customer pays in all: the order's total, zero when it was cancelled, less credits,
     *     concessions, and the customer's credit for returned goods
     * @param balance what is open: what is owed, less what was captured and not refunded. Positive: the customer owes
     *     it; negative: the shop owes it
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

    /** The action of a provider. */
    public enum PaymentKind {
        AUTHORIZED,
        CAPTURED,
        FAILED,
        VOIDED,
        REFUNDED
    }

    /**
     * @param id the id of the payment or the refund
     * @param providerRef the provider's reference of the payment; missing for a refund that names its capture
     * @param transactionRef the provider's id of the transaction; missing when the provider sent none
     * @param refundOf the payment's id, for a refund that names its capture
     * @param amount the amount that counts: the smallest one reported
     * @param told every amount reported, if there are several
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

        /** The smallest amount counts, independent of the order of the events. */
        PaymentEntry contradictedBy(Money reported) {
            List<Money> all = Stream.concat(Stream.of(amount, reported), told.stream())
                    .distinct()
                    .sorted(Comparator.comparingLong(Money::amount))
                    .toList();
            return new PaymentEntry(
                    id, kind, providerRef, transactionRef, refundOf, all.getFirst(), all, concession, at);
        }
    }

    /** @param lines the units that it is for; empty when it is for the order as a whole */
    @Schema(name = "OrderCredit")
    public record Credit(
            UUID creditId, Money amount, List<LineQuantity> lines, String reason, String actor, Instant at) {}

    /**
     * @param providerRef the provider's reference of the payment; missing when it is about the whole order
     * @param paymentId the payment or refund; missing when it is about several
     * @param amount the amount that does not add up
     */
    @Schema(name = "OrderAttention")
    public record Attention(
            Reason reason,
            @Nullable String providerRef,
            @Nullable UUID paymentId,
            Money amount) {}

    /**
     * @param address the destination; missing in rows of earlier releases
     * @param onCredit whether staff have shipped it although less was paid or promised than was owed
     * @param replacementFor the exchange whose units it replaces; missing when it is no replacement
     * @param delivered the units that have arrived
     * @param lost the units that will never arrive
     * @param returnedToSender the units that could not be handed over
     * @param deliveredAt when the last units arrived; missing until then
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
        @SuppressWarnings("NullAway") // Jackson sets missing members to null
        public Shipment {
            delivered = delivered == null && deliveredAt != null ? lines : orNone(delivered);
            lost = orNone(lost);
            returnedToSender = orNone(returnedToSender);
        }

        List<LineQuantity> onItsWay() {
            return LineUnits.less(LineUnits.less(LineUnits.less(lines, delivered), lost), returnedToSender);
        }

        Shipment delivering(List<LineQuantity> units, Instant now) {
            return with(LineUnits.plus(delivered, units), lost, returnedToSender, now);
        }

        Shipment losing(List<LineQuantity> units) {
            return with(delivered, LineUnits.plus(lost, units), returnedToSender, deliveredAt);
        }

        Shipment returningToSender(List<LineQuantity> units) {
            return with(delivered, lost, LineUnits.plus(returnedToSender, units), deliveredAt);
        }

        private Shipment with(
                List<LineQuantity> nowDelivered,
                List<LineQuantity> nowLost,
                List<LineQuantity> nowReturnedToSender,
                @Nullable Instant lastDeliveredAt) {
            return new Shipment(
                    shipmentId,
                    lines,
                    carrier,
                    tracking,
                    address,
                    onCredit,
                    replacementFor,
                    nowDelivered,
                    nowLost,
                    nowReturnedToSender,
                    shippedAt,
                    lastDeliveredAt);
        }
    }

    /** The progress of all returns. */
    public enum ReturnStatus {
        NONE,
        /** A return waits for an answer. */
        REQUESTED,
        /** A return is approved, and none waits for an answer. */
        APPROVED,
        PARTIALLY_RETURNED,
        /** All delivered units have come back. */
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
     * @param rejectedBecause missing unless the return was rejected
     * @param condition the condition of the units that came back last; missing until then
     * @param credit the amount that the return lowers what the customer owes by; missing until units are back
     * @param received the units that are back
     * @param replaced the units that were sent again, and were neither lost nor sent back
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
        @SuppressWarnings("NullAway") // Jackson sets missing members to null
        public Return {
            received = received == null && progress == ReturnProgress.RECEIVED ? lines : orNone(received);
            replaced = orNone(replaced);
            receipts = orNone(receipts);
        }

        Return approved() {
            return with(ReturnProgress.APPROVED, null, condition, credit, received, replaced, receipts);
        }

        Return rejected(String because) {
            return with(ReturnProgress.REJECTED, because, condition, credit, received, replaced, receipts);
        }

        List<LineQuantity> missing() {
            return LineUnits.less(lines, received);
        }

        Return receiving(Receipt receipt) {
            List<LineQuantity> all = LineUnits.plus(received, receipt.lines());
            return with(
                    LineUnits.less(lines, all).isEmpty() ? ReturnProgress.RECEIVED : ReturnProgress.PARTIALLY_RECEIVED,
                    null,
                    receipt.condition(),
                    credit == null ? receipt.credit() : credit.plus(receipt.credit()),
                    all,
                    replaced,
                    Stream.concat(receipts.stream(), Stream.of(receipt)).toList());
        }

        Return withReplaced(List<LineQuantity> units) {
            return with(progress, rejectedBecause, condition, credit, received, units, receipts);
        }

        private Return with(
                ReturnProgress nowProgress,
                @Nullable String nowRejectedBecause,
                @Nullable ReturnCondition lastCondition,
                @Nullable Money nowCredit,
                List<LineQuantity> nowReceived,
                List<LineQuantity> nowReplaced,
                List<Receipt> nowReceipts) {
            return new Return(
                    returnId,
                    lines,
                    reason,
                    exchange,
                    nowProgress,
                    nowRejectedBecause,
                    lastCondition,
                    nowCredit,
                    nowReceived,
                    nowReplaced,
                    nowReceipts,
                    requestedAt);
        }
    }

    @Schema(name = "OrderNote")
    public record Note(UUID noteId, String text, String actor, Instant at) {}

    @Schema(name = "OrderHold")
    public record Hold(String reason, Instant since) {}

    @Schema(name = "OrderCancellation")
    public record Cancellation(String reason, Instant at) {}

    /** The order after the next event. */
    public static OrderView evolve(@Nullable OrderView order, RecordedEvent recorded) {
        return OrderFold.fold(order, recorded);
    }
}
