package io.cartulary.query.order;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Attention.Reason;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderBalance;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.Totals;
import io.cartulary.contracts.pricing.LineCharge;
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
 * @param totals of what is ordered by now; its total is what the customer pays before credits, with shipping and taxes
 * @param terms under which the order was priced; missing when it costs what its lines do
 * @param price what the customer pays for the order as it was placed; missing without terms
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
        Instant updatedAt,
        @Nullable PriceTerms terms,
        @Nullable PricedCart price)
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
     * @param total what the customer pays for all units
     * @param shipped the number of units that a carrier has received, without those lost or sent back
     * @param delivered the number of those that have arrived
     * @param returned the number that the customer has returned
     * @param lost the number that the carrier has lost or sent back, and that are not shipped again
     * @param charge what the customer pays for the units placed, after discounts and with tax; missing when that is their
     *     listed price
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
            int lost,

            @Nullable LineCharge charge) {

        /** Its units cost their listed price. */
        public Line(
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
            this(lineId, sku, name, quantity, unitPrice, total, shipped, delivered, returned, lost, null);
        }

        static Line of(OrderLine placed, @Nullable LineCharge charge) {
            Money none = Money.zero(placed.unitPrice().currency());
            return new Line(
                            placed.lineId(),
                            placed.sku(),
                            placed.name(),
                            0,
                            placed.unitPrice(),
                            none,
                            0,
                            0,
                            0,
                            0,
                            charge)
                    .withQuantity(placed.quantity());
        }

        /** What the customer pays for units of the line. */
        Money price(int units) {
            return charge == null ? unitPrice.times(units) : new Money(charge.of(units), unitPrice.currency());
        }

        /** Units that were lost need not be sent again once they are no longer ordered. */
        Line withQuantity(int units) {
            int stillLost = Math.min(lost, Math.max(0, units - shipped));
            return new Line(
                    lineId, sku, name, units, unitPrice, price(units), shipped, delivered, returned, stillLost, charge);
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
                    lost + moreLost,
                    charge);
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

    /** What is paid, by the providers' events, and what is owed. */
    @Schema(name = "OrderPayment")
    public record Payment(
            PaymentStatus status,

            @Schema(description = "What providers guarantee or have collected, less voided amounts")
            Money authorized,

            Money captured,
            Money refunded,

            @Schema(description = "What is paid or authorized: captured, not refunded, or open of an authorization")
            Money covered,

            @Schema(description = "The amount by which credits lower what is owed")
            Money credited,

            @Schema(
                    description =
                            "The amount by which refunds lower it: those for shipped goods, as far as the shop did not owe them")
            Money conceded,

            @Schema(
                    description =
                            "What the customer pays in all: the order's total, zero when it was cancelled, less credits, concessions, and the customer's credit for returned goods")
            Money owed,

            @Schema(
                    description =
                            "What is open: what is owed, less what was captured and not refunded. Positive: the customer owes it; negative: the shop owes it")
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

    /** A report of a payment provider. */
    public record PaymentEntry(
            @Schema(description = "The id of the payment or the refund")
            UUID id,

            PaymentKind kind,

            @Schema(
                    description =
                            "The provider's reference of the payment; missing for a refund that names its capture")
            @Nullable
            String providerRef,

            @Schema(description = "The provider's id of the transaction; missing when the provider sent none") @Nullable
            String transactionRef,

            @Schema(description = "The payment's id, for a refund that names its capture") @Nullable
            UUID refundOf,

            @Schema(description = "The amount that counts: the smallest one reported")
            Money amount,

            @Schema(description = "Every amount reported, if there are several")
            List<Money> told,

            @Schema(description = "Whether a refund also lowers what is owed, as far as the shop did not owe it")
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

    /** An amount that the customer owes less. */
    @Schema(name = "OrderCredit")
    public record Credit(
            UUID creditId,
            Money amount,

            @Schema(description = "The credited units; empty for a credit on the order as a whole")
            List<LineQuantity> lines,

            String reason,
            String actor,
            Instant at) {}

    /** An amount that does not add up. */
    @Schema(name = "OrderAttention")
    public record Attention(
            Reason reason,

            @Schema(description = "The provider's reference of the payment; missing when it is about the whole order")
            @Nullable
            String providerRef,

            @Schema(description = "The payment or refund; missing when it is about several") @Nullable
            UUID paymentId,

            @Schema(description = "The amount that does not add up")
            Money amount) {}

    /** Units that were handed to a carrier together. */
    public record Shipment(
            UUID shipmentId,
            List<LineQuantity> lines,
            String carrier,
            String tracking,

            @Schema(description = "The destination; missing in rows of earlier releases") @Nullable
            Address address,

            @Schema(
                    description =
                            "Whether staff have shipped it although the amount paid or authorized was below the amount owed")
            boolean onCredit,

            @Schema(description = "The exchange whose units it replaces; missing when it is no replacement") @Nullable
            UUID replacementFor,

            @Schema(description = "The units that have arrived")
            List<LineQuantity> delivered,

            @Schema(description = "The units that will never arrive")
            List<LineQuantity> lost,

            @Schema(description = "The units that could not be handed over")
            List<LineQuantity> returnedToSender,

            Instant shippedAt,

            @Schema(description = "When the last units arrived; missing until then") @Nullable
            Instant deliveredAt) {

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

    /** Units that the customer wants to send back. */
    @Schema(name = "OrderReturn")
    public record Return(
            UUID returnId,
            List<LineQuantity> lines,
            String reason,

            @Schema(description = "Whether the customer gets the same units again instead of a credit")
            boolean exchange,

            ReturnProgress progress,

            @Schema(description = "The reason of a rejection; missing unless the return was rejected") @Nullable
            String rejectedBecause,

            @Schema(description = "The condition of the units that came back last; missing until then") @Nullable
            ReturnCondition condition,

            @Schema(
                    description =
                            "The amount that the customer owes less because of the return; missing until units are back")
            @Nullable
            Money credit,

            @Schema(description = "The units that are back") List<LineQuantity> received,

            @Schema(description = "The units that were sent again, and were neither lost nor sent back")
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
