package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.COFFEE;
import static io.cartulary.command.order.Examples.CONTACT;
import static io.cartulary.command.order.Examples.EUR;
import static io.cartulary.command.order.Examples.HOME;
import static io.cartulary.command.order.Examples.PHONE;
import static io.cartulary.command.order.Examples.PLACED;
import static io.cartulary.command.order.Examples.TEA;
import static io.cartulary.command.order.Examples.USD;
import static io.cartulary.command.order.Examples.WORK;
import static io.cartulary.command.order.Examples.coffees;
import static io.cartulary.command.order.Examples.eur;
import static io.cartulary.command.order.Examples.teas;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.Shipment.Ending;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.ReturnCondition;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Generates commands and events for the example order, valid or not. */
final class OrderHistories {

    private OrderHistories() {}

    /**
     * Lists of commands. Most begin with what an order needs to be shipped: otherwise hardly one would ever be
     * delivered.
     */
    static Arbitrary<List<OrderCommand>> commandLists() {
        List<OrderCommand> confirmed =
                List.of(new RecordPayment(Examples.id(6), "r0", PaymentKind.AUTHORIZED, eur(5000)), new Confirm());
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(4, confirmed), Tuple.of(1, List.<OrderCommand>of())),
                        commands().list().ofMinSize(20).ofMaxSize(80))
                .as((first, rest) ->
                        Stream.concat(first.stream(), rest.stream()).toList());
    }

    static Arbitrary<OrderCommand> commands() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, payments()),
                Tuple.of(3, Arbitraries.just((OrderCommand) new Confirm())),
                Tuple.of(6, shipments()),
                Tuple.of(3, ids().map(id -> (OrderCommand) new Ship(id, List.of(coffees(2), teas(1)), "DHL", "1"))),
                Tuple.of(6, ids().map(id -> (OrderCommand) new EndShipment(id, Ending.DELIVERED, null))),
                Tuple.of(
                        2,
                        Combinators.combine(ids(), Arbitraries.of(Ending.class), quantities())
                                .as((id, ending, units) ->
                                        (OrderCommand) new EndShipment(id, ending, units.isEmpty() ? null : units))),
                Tuple.of(1, Combinators.combine(ids(), ids(), quantities()).as((id, back, units) ->
                        (OrderCommand) new ShipReplacement(id, back, units, "DHL", "1"))),
                Tuple.of(2, credits()),
                Tuple.of(
                        3,
                        Combinators.combine(ids(), quantities(), Arbitraries.of(true, false))
                                .as((id, units, exchange) ->
                                        (OrderCommand) new RequestReturn(id, units, "", exchange))),
                Tuple.of(3, ids().map(ApproveReturn::new)),
                Tuple.of(
                        3,
                        Combinators.combine(ids(), returnCredits(), quantities())
                                .as((id, credit, units) -> (OrderCommand) new ReceiveReturn(
                                        id, units.isEmpty() ? null : units, ReturnCondition.RESELLABLE, credit))),
                Tuple.of(1, ids().map(id -> (OrderCommand) new RejectReturn(id, ""))),
                Tuple.of(2, edits()),
                Tuple.of(3, refunds()),
                Tuple.of(1, others()));
    }

    private static Arbitrary<OrderCommand> payments() {
        return Combinators.combine(refs(), transactions(), Arbitraries.of(PaymentKind.class), amounts())
                .as((ref, transaction, kind, amount) ->
                        new RecordPayment(paymentId(kind, ref + transaction), ref, transaction, kind, amount));
    }

    private static Arbitrary<OrderCommand> refunds() {
        return Combinators.combine(
                        refs(),
                        transactions(),
                        amounts(),
                        Arbitraries.of(true, false).injectNull(0.5))
                .as((ref, transaction, amount, concession) -> new Refund(
                        paymentId(PaymentKind.CAPTURED, "refund" + ref + transaction),
                        transaction == null ? paymentId(PaymentKind.CAPTURED, ref + "null") : null,
                        transaction == null ? null : ref,
                        transaction,
                        amount,
                        concession));
    }

    private static Arbitrary<@Nullable String> transactions() {
        return Arbitraries.of("t1", "t2").injectNull(0.4);
    }

    private static Arbitrary<OrderCommand> credits() {
        return Combinators.combine(ids(), amounts().injectNull(0.4), quantities())
                .as((id, amount, units) -> new Credit(id, amount, amount == null ? units : List.of(), "scratched"));
    }

    /** Reports of payment systems about one order: each fact has its own name. */
    static Arbitrary<List<OrderCommand>> outsideFacts() {
        var facts = Combinators.combine(
                        refs(),
                        Arbitraries.of("t1", "t2", "t3"),
                        Arbitraries.of(PaymentKind.class),
                        Arbitraries.of(1L, 300L, 1250L, 2800L))
                .as((ref, transaction, kind, amount) -> (OrderCommand)
                        new RecordPayment(paymentId(kind, ref + transaction), ref, transaction, kind, eur(amount)));
        var refunds = Combinators.combine(refs(), Arbitraries.of("t1", "t2"), Arbitraries.of(1L, 300L, 2800L))
                .as((ref, transaction, amount) -> (OrderCommand) new Refund(
                        paymentId(PaymentKind.CAPTURED, "refund" + ref + transaction),
                        transaction.equals("t1") ? paymentId(PaymentKind.CAPTURED, ref + "t1") : null,
                        transaction.equals("t1") ? null : ref,
                        ref + transaction,
                        eur(amount),
                        true));
        return Arbitraries.frequencyOf(Tuple.of(3, facts), Tuple.of(1, refunds))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static Arbitrary<OrderCommand> shipments() {
        return Combinators.combine(ids(), quantities()).as((id, units) -> new Ship(id, units, "DHL", "1"));
    }

    private static Arbitrary<OrderCommand> edits() {
        Arbitrary<LineEdit> changed = Combinators.combine(lines(), units()).as(ChangedLine::new);
        Arbitrary<LineEdit> added = Combinators.combine(
                        lines(), units(), amounts().injectNull(0.1))
                .as((id, units, price) ->
                        new AddedLine(id, "MUG", units, price == null ? null : new Offer("Mug", price)));
        return Arbitraries.oneOf(changed, added).list().ofMaxSize(3).map(Edit::new);
    }

    private static Arbitrary<OrderCommand> others() {
        return Arbitraries.oneOf(
                Arbitraries.frequency(
                        Tuple.of(3, new Hold("fraud?")),
                        Tuple.of(6, new Release()),
                        Tuple.of(3, new Complete()),
                        Tuple.of(1, new Cancel("changed my mind"))),
                Arbitraries.of(new ChangeAddress(WORK), new ChangeAddress(HOME)),
                Arbitraries.of(new ChangeContact(PHONE), new ChangeContact(CONTACT)),
                ids().map(id -> new AddNote(id, "called")));
    }

    /** Any events in any order, with any amounts. */
    static Arbitrary<List<OrderEvent>> histories() {
        return Arbitraries.oneOf(moving(), paying(), fulfilling(), returning())
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<OrderEvent> moving() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        PLACED,
                        new OrderConfirmed(),
                        new OrderHeld("fraud?"),
                        new OrderReleased(),
                        new OrderCancelled(""),
                        new OrderCompleted(),
                        new OrderConfirmationWithdrawn(),
                        new OrderAssigned("alice"),
                        new OrderAddressChanged(WORK, HOME),
                        new OrderContactChanged(PHONE, CONTACT)),
                Combinators.combine(lines(), anyUnits(), anyAmounts())
                        .as((line, units, price) -> new OrderEdited(
                                List.of(new EditedLine(line, "MUG", "Mug", 0, units, price)), price, price, price)),
                ids().map(id -> new NoteAdded(id, "")));
    }

    private static Arbitrary<OrderEvent> paying() {
        return Combinators.combine(Arbitraries.integers().between(0, 6), ids(), refs(), anyAmounts())
                .as((kind, id, ref, amount) -> switch (kind) {
                    case 0 -> new PaymentAuthorized(id, ref, amount);
                    case 1 -> new PaymentCaptured(id, ref, amount);
                    case 2 -> new PaymentFailed(id, ref, amount);
                    case 3 -> new PaymentVoided(id, ref, amount);
                    case 4 -> new RefundIssued(id, id, null, ref, amount, true);
                    case 5 -> new PaymentContradicted(id, amount);
                    default -> new OrderCredited(id, amount, List.of(coffees(1)), "");
                });
    }

    private static Arbitrary<OrderEvent> fulfilling() {
        return Arbitraries.oneOf(
                Combinators.combine(ids(), anyQuantities())
                        .as((id, lines) -> new ShipmentCreated(id, lines, "DHL", "")),
                Combinators.combine(ids(), ids(), anyQuantities())
                        .as((id, back, lines) -> new ReplacementShipped(id, back, lines, "DHL", "")),
                ids().map(ShipmentDelivered::new),
                Combinators.combine(ids(), anyQuantities()).as(ShipmentDelivered::new),
                Combinators.combine(ids(), anyQuantities()).as(ShipmentLost::new),
                Combinators.combine(ids(), anyQuantities()).as(ShipmentReturnedToSender::new));
    }

    private static Arbitrary<OrderEvent> returning() {
        return Arbitraries.oneOf(
                Combinators.combine(ids(), anyQuantities()).as((id, lines) -> new ReturnRequested(id, lines, "", true)),
                ids().map(ReturnApproved::new),
                ids().map(id -> new ReturnRejected(id, "")),
                Combinators.combine(ids(), anyAmounts())
                        .as((id, credit) -> new ReturnReceived(id, ReturnCondition.RESELLABLE, credit)),
                Combinators.combine(ids(), anyQuantities(), anyAmounts())
                        .as((id, lines, credit) -> new ReturnReceived(id, lines, ReturnCondition.RESELLABLE, credit)));
    }

    private static Arbitrary<UUID> ids() {
        return Arbitraries.integers().between(0, 5).map(Examples::id);
    }

    /** As the edge derives it: the same for a repeated report. */
    private static UUID paymentId(PaymentKind kind, String ref) {
        return UUID.nameUUIDFromBytes((kind + ref).getBytes(UTF_8));
    }

    private static Arbitrary<UUID> lines() {
        return Arbitraries.of(COFFEE, TEA, Examples.id(90));
    }

    private static Arbitrary<String> refs() {
        return Arbitraries.of("r1", "r2", "r3", "r4");
    }

    private static Arbitrary<Integer> units() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 3)), Tuple.of(1, Arbitraries.of(-1, 999, 1000)));
    }

    private static Arbitrary<List<LineQuantity>> quantities() {
        return Combinators.combine(lines(), units())
                .as(LineQuantity::new)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<Money> amounts() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(eur(1), eur(300), eur(1250), eur(2800))),
                Tuple.of(1, Arbitraries.of(eur(0), eur(-1), eur(Long.MAX_VALUE), new Money(1, USD))));
    }

    private static Arbitrary<@Nullable Money> returnCredits() {
        return Arbitraries.of(eur(0), eur(300), eur(1250)).injectNull(0.5);
    }

    private static Arbitrary<Integer> anyUnits() {
        return Arbitraries.integers();
    }

    private static Arbitrary<List<LineQuantity>> anyQuantities() {
        return Combinators.combine(lines(), anyUnits())
                .as(LineQuantity::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Money> anyAmounts() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.of(EUR, USD))
                .as(Money::new);
    }
}
