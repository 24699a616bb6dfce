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
import io.cartulary.contracts.OrderEvent.EditedLine;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.NoteAdded;
import io.cartulary.contracts.OrderEvent.OrderAddressChanged;
import io.cartulary.contracts.OrderEvent.OrderCancelled;
import io.cartulary.contracts.OrderEvent.OrderCompleted;
import io.cartulary.contracts.OrderEvent.OrderConfirmed;
import io.cartulary.contracts.OrderEvent.OrderContactChanged;
import io.cartulary.contracts.OrderEvent.OrderEdited;
import io.cartulary.contracts.OrderEvent.OrderHeld;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.OrderEvent.OrderReleased;
import io.cartulary.contracts.OrderEvent.PaymentAuthorized;
import io.cartulary.contracts.OrderEvent.PaymentCaptured;
import io.cartulary.contracts.OrderEvent.PaymentFailed;
import io.cartulary.contracts.OrderEvent.PaymentVoided;
import io.cartulary.contracts.OrderEvent.RefundIssued;
import io.cartulary.contracts.OrderEvent.ReturnApproved;
import io.cartulary.contracts.OrderEvent.ReturnReceived;
import io.cartulary.contracts.OrderEvent.ReturnRejected;
import io.cartulary.contracts.OrderEvent.ReturnRequested;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
import io.cartulary.contracts.OrderEvent.ShipmentDelivered;
import io.cartulary.contracts.Owner;
import io.cartulary.query.order.OrderView.Cancellation;
import io.cartulary.query.order.OrderView.Hold;
import io.cartulary.query.order.OrderView.Line;
import io.cartulary.query.order.OrderView.Note;
import io.cartulary.query.order.OrderView.PaymentEntry;
import io.cartulary.query.order.OrderView.PaymentKind;
import io.cartulary.query.order.OrderView.Return;
import io.cartulary.query.order.OrderView.ReturnProgress;
import io.cartulary.query.order.OrderView.Shipment;
import io.cartulary.query.timeline.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An order on its way from one version to the next: taken apart, changed by one event, put together again. What follows
 * from the parts is told by {@link OrderSummary}. Nobody sees it but {@link #fold}.
 */
final class OrderFold {

    private final UUID id;
    private final String number;
    private final long cartVersion;
    private final Owner owner;
    private final Instant placedAt;
    private final List<Line> lines;
    private final List<PaymentEntry> payments;
    private final List<Shipment> shipments;
    private final List<Return> returns;
    private final List<Note> notes;
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
        this.lines =
                new ArrayList<>(placed.lines().stream().map(OrderFold::line).toList());
        this.payments = new ArrayList<>();
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
        this.shipments = new ArrayList<>(order.shipments());
        this.returns = new ArrayList<>(order.returns());
        this.notes = new ArrayList<>(order.notes());
        this.address = order.address();
        this.contact = order.contact();
        this.hold = order.hold();
        this.cancellation = order.cancellation();
        this.confirmedAt = order.confirmedAt();
        this.completedAt = order.completedAt();
    }

    /** @throws RuntimeException when the event can't follow upon the order */
    static OrderView fold(@Nullable OrderView order, Recorded recorded) {
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

    private void happen(OrderEvent event, Recorded recorded) {
        Instant at = recorded.at();
        switch (event) {
            case OrderPlaced _ -> throw new IllegalStateException("an order can't be placed twice");
            case OrderConfirmed _ -> confirmedAt = at;
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
            case PaymentAuthorized(UUID payment, String ref, Money amount) -> pay(payment, AUTHORIZED, ref, amount, at);
            case PaymentCaptured(UUID payment, String ref, Money amount) -> pay(payment, CAPTURED, ref, amount, at);
            case PaymentFailed(UUID payment, String ref, Money amount) -> pay(payment, FAILED, ref, amount, at);
            case PaymentVoided(UUID payment, String ref, Money amount) -> pay(payment, VOIDED, ref, amount, at);
            case RefundIssued(UUID refund, UUID payment, Money amount) ->
                payments.add(new PaymentEntry(refund, REFUNDED, null, payment, amount, at));
            case ShipmentCreated created -> ship(created, at);
            case ShipmentDelivered delivered -> deliver(delivered.shipmentId(), at);
            case ReturnRequested requested ->
                returns.add(new Return(
                        requested.returnId(),
                        requested.lines(),
                        requested.reason(),
                        ReturnProgress.REQUESTED,
                        null,
                        null,
                        null,
                        at));
            case ReturnApproved approved -> change(approved.returnId(), OrderFold::approved);
            case ReturnRejected rejected ->
                change(rejected.returnId(), returning -> rejected(returning, rejected.reason()));
            case ReturnReceived received -> receive(received);
        }
    }

    private static Line line(OrderLine placed) {
        return line(
                new Line(
                        placed.lineId(),
                        placed.sku(),
                        placed.name(),
                        0,
                        placed.unitPrice(),
                        Money.zero(placed.unitPrice().currency()),
                        0,
                        0,
                        0),
                placed.quantity());
    }

    private static Line line(Line line, int quantity) {
        return new Line(
                line.lineId(),
                line.sku(),
                line.name(),
                quantity,
                line.unitPrice(),
                line.unitPrice().times(quantity),
                line.shipped(),
                line.delivered(),
                line.returned());
    }

    private void edit(EditedLine edit) {
        if (edit.to() == 0) {
            lines.removeIf(line -> line.lineId().equals(edit.lineId()));
        } else if (edit.from() == 0) {
            lines.add(line(new OrderLine(edit.lineId(), edit.sku(), edit.name(), edit.to(), edit.unitPrice())));
        } else {
            change(lines, line -> line.lineId().equals(edit.lineId()), line -> line(line, edit.to()));
        }
    }

    private void pay(UUID payment, PaymentKind kind, String providerRef, Money amount, Instant at) {
        payments.add(new PaymentEntry(payment, kind, providerRef, null, amount, at));
    }

    private void ship(ShipmentCreated created, Instant at) {
        shipments.add(
                new Shipment(created.shipmentId(), created.lines(), created.carrier(), created.tracking(), at, null));
        count(created.lines(), 1, 0, 0);
    }

    private void deliver(UUID shipmentId, Instant at) {
        Shipment shipment = only(shipments, sent -> sent.shipmentId().equals(shipmentId));
        change(
                shipments,
                shipment::equals,
                sent -> new Shipment(
                        sent.shipmentId(), sent.lines(), sent.carrier(), sent.tracking(), sent.shippedAt(), at));
        count(shipment.lines(), 0, 1, 0);
    }

    private static Return approved(Return returning) {
        return new Return(
                returning.returnId(),
                returning.lines(),
                returning.reason(),
                ReturnProgress.APPROVED,
                null,
                null,
                null,
                returning.requestedAt());
    }

    private static Return rejected(Return returning, String because) {
        return new Return(
                returning.returnId(),
                returning.lines(),
                returning.reason(),
                ReturnProgress.REJECTED,
                because,
                null,
                null,
                returning.requestedAt());
    }

    private void receive(ReturnReceived received) {
        Return returning = only(returns, known -> known.returnId().equals(received.returnId()));
        change(
                received.returnId(),
                known -> new Return(
                        known.returnId(),
                        known.lines(),
                        known.reason(),
                        ReturnProgress.RECEIVED,
                        null,
                        received.condition(),
                        received.credit(),
                        known.requestedAt()));
        count(returning.lines(), 0, 0, 1);
    }

    private void change(UUID returnId, UnaryOperator<Return> change) {
        change(returns, returning -> returning.returnId().equals(returnId), change);
    }

    /** The units of those lines, so many times over. */
    private void count(List<LineQuantity> units, int shipped, int delivered, int returned) {
        for (LineQuantity some : units) {
            change(
                    lines,
                    line -> line.lineId().equals(some.lineId()),
                    line -> new Line(
                            line.lineId(),
                            line.sku(),
                            line.name(),
                            line.quantity(),
                            line.unitPrice(),
                            line.total(),
                            line.shipped() + shipped * some.quantity(),
                            line.delivered() + delivered * some.quantity(),
                            line.returned() + returned * some.quantity()));
        }
    }

    private static <T> void change(List<T> all, Predicate<T> which, UnaryOperator<T> change) {
        only(all, which);
        all.replaceAll(one -> which.test(one) ? change.apply(one) : one);
    }

    private static <T> T only(List<T> all, Predicate<T> which) {
        return all.stream()
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it tells of something that the order has not"));
    }

    private OrderView done(Recorded recorded) {
        var summary = new OrderSummary(lines, payments, returns, cancellation != null);
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
                summary.returnStatus(),
                List.copyOf(shipments),
                List.copyOf(returns),
                List.copyOf(notes),
                hold,
                cancellation,
                placedAt,
                confirmedAt,
                completedAt,
                recorded.at());
    }
}
