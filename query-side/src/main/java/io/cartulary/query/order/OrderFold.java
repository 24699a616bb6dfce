package io.cartulary.query.order;

import static io.cartulary.query.order.OrderView.PaymentKind.AUTHORIZED;
import static io.cartulary.query.order.OrderView.PaymentKind.CAPTURED;
import static io.cartulary.query.order.OrderView.PaymentKind.FAILED;
import static io.cartulary.query.order.OrderView.PaymentKind.REFUNDED;
import static io.cartulary.query.order.OrderView.PaymentKind.VOIDED;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.pricing.LineCharge;
import io.cartulary.query.order.OrderView.Cancellation;
import io.cartulary.query.order.OrderView.Credit;
import io.cartulary.query.order.OrderView.Hold;
import io.cartulary.query.order.OrderView.Line;
import io.cartulary.query.order.OrderView.Note;
import io.cartulary.query.order.OrderView.PaymentEntry;
import io.cartulary.query.order.OrderView.PaymentKind;
import io.cartulary.query.order.OrderView.Receipt;
import io.cartulary.query.order.OrderView.Return;
import io.cartulary.query.order.OrderView.ReturnProgress;
import io.cartulary.query.order.OrderView.Shipment;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The mutable form of an order during one fold: it takes the view apart, applies one event and builds the next view.
 * {@link OrderSummary} computes what follows from the parts. Only {@link #fold} uses it.
 */
final class OrderFold {

    private final UUID id;
    private final String number;
    private final long cartVersion;
    private final Instant placedAt;
    private final List<Line> lines;
    private final List<PaymentEntry> payments;
    private final List<Credit> credits;
    private final List<Shipment> shipments;
    private final List<Return> returns;
    private final List<Note> notes;
    private final @Nullable PriceTerms terms;
    private final @Nullable PricedCart price;
    private Owner owner;
    private Address address;
    private Contact contact;
    private @Nullable Hold hold;
    private @Nullable Cancellation cancellation;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant completedAt;

    private OrderFold(UUID id, OrderPlaced placed, Instant at) {
        this.id = id;
        this.number = placed.number();
        this.cartVersion = placed.cartVersion();
        this.owner = placed.owner();
        this.placedAt = at;
        boolean matter = placed.terms().matter();
        this.terms = matter ? placed.terms() : null;
        this.price = matter ? placed.price() : null;
        Map<UUID, LineCharge> charges = LineCharge.of(placed);
        this.lines = new ArrayList<>(placed.lines().stream()
                .map(line -> Line.of(line, charges.get(line.lineId())))
                .toList());
        this.payments = new ArrayList<>();
        this.credits = new ArrayList<>();
        this.shipments = new ArrayList<>();
        this.returns = new ArrayList<>();
        this.notes = new ArrayList<>();
        this.address = placed.address();
        this.contact = placed.contact();
    }

    private OrderFold(OrderView order) {
        this.id = order.id();
        this.number = order.number();
        this.cartVersion = order.cartVersion();
        this.owner = order.owner();
        this.placedAt = order.placedAt();
        this.lines = new ArrayList<>(order.lines());
        this.payments = new ArrayList<>(order.payment().entries());
        this.credits = new ArrayList<>(order.credits());
        this.shipments = new ArrayList<>(order.shipments());
        this.returns = new ArrayList<>(order.returns());
        this.notes = new ArrayList<>(order.notes());
        this.address = order.address();
        this.contact = order.contact();
        this.hold = order.hold();
        this.cancellation = order.cancellation();
        this.confirmedAt = order.confirmedAt();
        this.completedAt = order.completedAt();
        this.terms = order.terms();
        this.price = order.price();
    }

    /** @throws RuntimeException when the event can't follow the order's state */
    static OrderView fold(@Nullable OrderView order, RecordedEvent recorded) {
        var event = (OrderEvent) recorded.event();
        OrderFold fold;
        if (order == null) {
            fold = new OrderFold(UUID.fromString(recorded.streamId().rootId()), (OrderPlaced) event, recorded.at());
        } else {
            fold = new OrderFold(order);
            fold.happen(event, recorded);
        }
        return fold.done(recorded);
    }

    private void happen(OrderEvent event, RecordedEvent recorded) {
        Instant at = recorded.at();
        switch (event) {
            case OrderPlaced _ -> throw new IllegalStateException("an order can't be placed twice");
            case OrderConfirmed _ -> confirmedAt = at;
            case OrderConfirmationWithdrawn _ -> confirmedAt = null;
            case OrderAssigned assigned -> owner = new Owner.Customer(assigned.customerId());
            case OrderHeld held -> hold = new Hold(held.reason(), at);
            case OrderReleased _ -> hold = null;
            case OrderCancelled cancelled -> cancellation = new Cancellation(cancelled.reason(), at);
            case OrderCompleted _ -> completedAt = at;
            case OrderAddressChanged changed -> address = changed.to();
            case OrderContactChanged changed -> contact = changed.to();
            case OrderEdited edited -> edited.deltas().forEach(this::edit);
            case NoteAdded note ->
                notes.add(
                        new Note(note.noteId(), note.text(), recorded.envelope().actor(), at));
            case PaymentAuthorized(UUID id, String ref, @Nullable String transaction, Money amount) ->
                pay(id, AUTHORIZED, ref, transaction, amount, at);
            case PaymentCaptured(UUID id, String ref, @Nullable String transaction, Money amount) ->
                pay(id, CAPTURED, ref, transaction, amount, at);
            case PaymentFailed(UUID id, String ref, @Nullable String transaction, Money amount) ->
                pay(id, FAILED, ref, transaction, amount, at);
            case PaymentVoided(UUID id, String ref, @Nullable String transaction, Money amount) ->
                pay(id, VOIDED, ref, transaction, amount, at);
            case RefundIssued refund -> refund(refund, at);
            case PaymentContradicted(UUID id, Money amount) ->
                change(payments, entry -> entry.id().equals(id), entry -> entry.contradictedBy(amount));
            case OrderCredited credited ->
                credits.add(new Credit(
                        credited.creditId(),
                        credited.amount(),
                        credited.lines(),
                        credited.reason(),
                        recorded.envelope().actor(),
                        at));
            case ShipmentCreated created -> ship(created, at);
            case ReplacementShipped replacement -> replace(replacement, at);
            case ShipmentDelivered(UUID id, @Nullable List<LineQuantity> units) -> deliver(id, units, at);
            case ShipmentLost(UUID id, List<LineQuantity> units) -> lose(id, units);
            case ShipmentReturnedToSender(UUID id, List<LineQuantity> units) -> sendBack(id, units);
            case ReturnRequested requested ->
                returns.add(new Return(
                        requested.returnId(),
                        requested.lines(),
                        requested.reason(),
                        Boolean.TRUE.equals(requested.exchange()),
                        ReturnProgress.REQUESTED,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        at));
            case ReturnApproved approved -> change(approved.returnId(), Return::approved);
            case ReturnRejected rejected ->
                change(rejected.returnId(), returning -> returning.rejected(rejected.reason()));
            case ReturnReceived received -> receive(received, at);
        }
    }

    private void edit(EditedLine edit) {
        if (edit.to() == 0) {
            lines.removeIf(line -> line.lineId().equals(edit.lineId()));
        } else if (edit.from() == 0) {
            lines.add(
                    Line.of(new OrderLine(edit.lineId(), edit.sku(), edit.name(), edit.to(), edit.unitPrice()), null));
        } else {
            change(lines, line -> line.lineId().equals(edit.lineId()), line -> line.withQuantity(edit.to()));
        }
    }

    private void pay(
            UUID payment,
            PaymentKind kind,
            String providerRef,
            @Nullable String transactionRef,
            Money amount,
            Instant at) {
        payments.add(new PaymentEntry(payment, kind, providerRef, transactionRef, null, amount, List.of(), false, at));
    }

    private void refund(RefundIssued refund, Instant at) {
        payments.add(new PaymentEntry(
                refund.refundId(),
                REFUNDED,
                refund.providerRef(),
                refund.transactionRef(),
                refund.paymentId(),
                refund.amount(),
                List.of(),
                Boolean.TRUE.equals(refund.concession()),
                at));
    }

    private void ship(ShipmentCreated created, Instant at) {
        shipments.add(new Shipment(
                created.shipmentId(),
                created.lines(),
                created.carrier(),
                created.tracking(),
                address,
                Boolean.TRUE.equals(created.onCredit()),
                null,
                List.of(),
                List.of(),
                List.of(),
                at,
                null));
        count(created.lines(), Line::shipping);
    }

    private void replace(ReplacementShipped replacement, Instant at) {
        shipments.add(new Shipment(
                replacement.shipmentId(),
                replacement.lines(),
                replacement.carrier(),
                replacement.tracking(),
                address,
                false,
                replacement.returnId(),
                List.of(),
                List.of(),
                List.of(),
                at,
                null));
        replaced(replacement.returnId(), units -> LineUnits.plus(units, replacement.lines()));
    }

    private void deliver(UUID shipmentId, @Nullable List<LineQuantity> some, Instant at) {
        Shipment shipment = shipment(shipmentId);
        List<LineQuantity> units = some == null ? shipment.onItsWay() : some;
        change(shipment, shipment.delivering(units, at));
        if (shipment.replacementFor() == null) {
            count(units, Line::delivering);
        }
    }

    private void lose(UUID shipmentId, List<LineQuantity> units) {
        Shipment shipment = shipment(shipmentId);
        change(shipment, shipment.losing(units));
        gone(shipment, units);
    }

    private void sendBack(UUID shipmentId, List<LineQuantity> units) {
        Shipment shipment = shipment(shipmentId);
        change(shipment, shipment.returningToSender(units));
        gone(shipment, units);
    }

    /** The units did not arrive, and may be shipped again. */
    private void gone(Shipment shipment, List<LineQuantity> units) {
        if (shipment.replacementFor() == null) {
            count(units, Line::losing);
        } else {
            replaced(shipment.replacementFor(), before -> LineUnits.less(before, units));
        }
    }

    private Shipment shipment(UUID id) {
        return only(shipments, sent -> sent.shipmentId().equals(id));
    }

    private void change(Shipment before, Shipment after) {
        change(shipments, before::equals, _ -> after);
    }

    private void receive(ReturnReceived received, Instant at) {
        Return returning = only(returns, known -> known.returnId().equals(received.returnId()));
        List<LineQuantity> units = received.lines() == null ? returning.missing() : received.lines();
        var receipt = new Receipt(units, received.condition(), received.credit(), at);
        change(received.returnId(), known -> known.receiving(receipt));
        count(units, Line::returning);
    }

    private void replaced(UUID returnId, UnaryOperator<List<LineQuantity>> change) {
        change(returnId, known -> known.withReplaced(change.apply(known.replaced())));
    }

    private void count(List<LineQuantity> units, BiFunction<Line, Integer, Line> count) {
        for (LineQuantity some : units) {
            change(lines, line -> line.lineId().equals(some.lineId()), line -> count.apply(line, some.quantity()));
        }
    }

    private void change(UUID returnId, UnaryOperator<Return> change) {
        change(returns, returning -> returning.returnId().equals(returnId), change);
    }

    private static <T> void change(List<T> all, Predicate<T> which, UnaryOperator<T> change) {
        only(all, which);
        all.replaceAll(one -> which.test(one) ? change.apply(one) : one);
    }

    private static <T> T only(List<T> all, Predicate<T> which) {
        return all.stream()
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it refers to something that the order does not have"));
    }

    private OrderView done(RecordedEvent recorded) {
        var summary = new OrderSummary(
                lines, OrderSummary.shipping(price), payments, credits, shipments, returns, cancellation != null);
        return new OrderView(
                id,
                recorded.version(),
                number,
                summary.state(confirmedAt != null, hold != null, completedAt != null),
                cartVersion,
                owner,
                summary.currency(),
                address,
                contact,
                List.copyOf(lines),
                summary.totals(),
                summary.payment(),
                List.copyOf(credits),
                summary.attention(),
                summary.returnStatus(),
                List.copyOf(shipments),
                List.copyOf(returns),
                List.copyOf(notes),
                hold,
                cancellation,
                placedAt,
                confirmedAt,
                completedAt,
                recorded.at(),
                terms,
                price);
    }
}
