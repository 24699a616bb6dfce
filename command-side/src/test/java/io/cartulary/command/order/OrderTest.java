package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.COFFEE;
import static io.cartulary.command.order.Examples.CONTACT;
import static io.cartulary.command.order.Examples.EUR;
import static io.cartulary.command.order.Examples.HOME;
import static io.cartulary.command.order.Examples.PHONE;
import static io.cartulary.command.order.Examples.PLACED;
import static io.cartulary.command.order.Examples.TEA;
import static io.cartulary.command.order.Examples.TOTAL;
import static io.cartulary.command.order.Examples.USD;
import static io.cartulary.command.order.Examples.WORK;
import static io.cartulary.command.order.Examples.coffees;
import static io.cartulary.command.order.Examples.eur;
import static io.cartulary.command.order.Examples.id;
import static io.cartulary.command.order.Examples.shipment;
import static io.cartulary.command.order.Examples.teas;
import static io.cartulary.command.order.Examples.then;
import static io.cartulary.command.order.PaymentKind.AUTHORIZED;
import static io.cartulary.command.order.PaymentKind.CAPTURED;
import static io.cartulary.command.order.PaymentKind.FAILED;
import static io.cartulary.command.order.PaymentKind.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    private static final UUID NEW_LINE = id(99);
    private static final UUID RETURN = id(20);
    private static final Offer MUG = new Offer("Mug", eur(700));
    private static final List<OrderEvent> PAID = List.of(
            PLACED, new PaymentAuthorized(id(1), "pi_1", eur(TOTAL)), new PaymentCaptured(id(2), "ch_1", eur(TOTAL)));
    private static final List<OrderEvent> DELIVERED =
            then(PAID, new OrderConfirmed(), shipment(id(10), coffees(2), teas(1)), new ShipmentDelivered(id(10)));

    private final DeciderSpecification<Order, OrderCommand, OrderEvent> order =
            new DeciderSpecification<>(Order.DECIDER);

    // ---- placement

    @Test
    void an_order_is_confirmed_when_its_total_is_authorized() {
        order.given(PLACED, new PaymentAuthorized(id(1), "pi_1", eur(TOTAL)))
                .when(new Confirm())
                .then(new OrderConfirmed());
    }

    @Test
    void an_order_is_not_confirmed_before_its_total_is_authorized() {
        order.given(PLACED, new PaymentAuthorized(id(1), "pi_1", eur(TOTAL - 1)))
                .when(new Confirm())
                .thenRejected(OrderRejection.NOT_FULLY_AUTHORIZED);
    }

    @Test
    void what_was_voided_is_authorized_no_more() {
        order.given(PLACED, new PaymentAuthorized(id(1), "pi_1", eur(TOTAL)), new PaymentVoided(id(2), "pi_1", eur(1)))
                .when(new Confirm())
                .thenRejected(OrderRejection.NOT_FULLY_AUTHORIZED);
    }

    @Test
    void an_order_that_costs_nothing_needs_no_payment() {
        var free = new OrderPlaced(
                "0000-0000-0000",
                1,
                new Owner.Customer("alice"),
                List.of(new OrderLine(COFFEE, "SAMPLE", "Sample", 1, eur(0))),
                new Totals(1, 1, eur(0)),
                HOME,
                CONTACT);

        order.given(free).when(new Confirm()).then(new OrderConfirmed());
    }

    @Test
    void a_released_order_is_where_it_was() {
        List<OrderEvent> held = then(PAID, new OrderConfirmed(), new OrderHeld("fraud?"));

        order.given(held).when(new Release()).then(new OrderReleased());
        assertThat(order.given(then(held, new OrderReleased())).state())
                .isEqualTo(order.given(then(PAID, new OrderConfirmed())).state());
    }

    @Test
    void what_is_delivered_while_an_order_is_held_counts_when_it_is_released() {
        var state = order.given(then(
                        PAID,
                        new OrderConfirmed(),
                        shipment(id(10), coffees(2), teas(1)),
                        new OrderHeld("fraud?"),
                        new ShipmentDelivered(id(10)),
                        new OrderReleased()))
                .state();

        assertThat(state).isEqualTo(order.given(DELIVERED).state());
    }

    @Test
    void a_held_order_is_held_for_its_first_reason() {
        order.given(PLACED, new OrderHeld("fraud?")).when(new Hold("stock")).thenNothing();
    }

    @Test
    void an_address_is_changed_from_the_present_one() {
        order.given(PLACED).when(new ChangeAddress(WORK)).then(new OrderAddressChanged(HOME, WORK));
        order.given(PLACED, new OrderAddressChanged(HOME, WORK))
                .when(new ChangeAddress(HOME))
                .then(new OrderAddressChanged(WORK, HOME));
    }

    @Test
    void a_contact_is_changed_from_the_present_one() {
        order.given(PLACED).when(new ChangeContact(PHONE)).then(new OrderContactChanged(CONTACT, PHONE));
        order.given(PLACED, new OrderContactChanged(CONTACT, PHONE))
                .when(new ChangeContact(PHONE))
                .thenNothing();
    }

    @Test
    void an_order_of_which_nothing_was_shipped_is_cancelled() {
        order.given(PAID).when(new Cancel("changed my mind")).then(new OrderCancelled("changed my mind"));
    }

    @Test
    void a_note_is_added_once() {
        order.given(PLACED).when(new AddNote(id(1), "called")).then(new NoteAdded(id(1), "called"));
        order.given(PLACED, new NoteAdded(id(1), "called"))
                .when(new AddNote(id(1), "called"))
                .thenNothing();
    }

    @Test
    void an_order_has_200_notes_at_most() {
        List<OrderEvent> full = filled(Placement.MAX_NOTES, i -> new NoteAdded(id(i), "called"));

        order.given(full).when(new AddNote(id(1000), "called")).thenRejected(OrderRejection.TOO_MANY_NOTES);
    }

    // ---- edits

    @Test
    void an_edit_answers_the_changes_and_the_balance_afterwards() {
        order.given(PAID)
                .when(edit(new ChangedLine(COFFEE, 1), new AddedLine(NEW_LINE, "MUG", 2, MUG)))
                .then(new OrderEdited(
                        List.of(
                                new EditedLine(COFFEE, "COFFEE", "Coffee", 2, 1, eur(1250)),
                                new EditedLine(NEW_LINE, "MUG", "Mug", 0, 2, eur(700))),
                        eur(TOTAL),
                        eur(TOTAL - 1250 + 1400),
                        eur(150)));
    }

    @Test
    void an_edit_that_makes_an_order_cheaper_leaves_the_shop_owing() {
        order.given(PAID)
                .when(edit(new ChangedLine(TEA, 0)))
                .then(new OrderEdited(
                        List.of(new EditedLine(TEA, "TEA", "Tea", 1, 0, eur(300))), eur(TOTAL), eur(2500), eur(-300)));
    }

    @Test
    void an_edited_order_is_edited_further_from_there() {
        OrderEvent edited = order.given(PAID)
                .when(edit(new ChangedLine(TEA, 0), new AddedLine(NEW_LINE, "MUG", 2, MUG)))
                .events()
                .getFirst();

        order.given(then(PAID, edited))
                .when(edit(new ChangedLine(NEW_LINE, 1)))
                .then(new OrderEdited(
                        List.of(new EditedLine(NEW_LINE, "MUG", "Mug", 2, 1, eur(700))),
                        eur(3900),
                        eur(3200),
                        eur(400)));
        order.given(then(PAID, edited)).when(edit(new ChangedLine(TEA, 1))).thenRejected(OrderRejection.NO_SUCH_LINE);
    }

    @Test
    void an_edit_without_a_change_adds_nothing() {
        order.given(PAID)
                .when(edit(new ChangedLine(COFFEE, 2), new ChangedLine(NEW_LINE, 0)))
                .thenNothing();
        order.given(then(
                        PAID,
                        new OrderEdited(
                                List.of(new EditedLine(NEW_LINE, "MUG", "Mug", 0, 2, eur(700))),
                                eur(TOTAL),
                                eur(4200),
                                eur(1400))))
                .when(edit(new AddedLine(NEW_LINE, "MUG", 2, null)))
                .thenNothing();
    }

    @Test
    void an_edit_leaves_what_was_shipped() {
        List<OrderEvent> shipped = then(PAID, new OrderConfirmed(), shipment(id(10), coffees(2)));

        order.given(shipped).when(edit(new ChangedLine(COFFEE, 1))).thenRejected(OrderRejection.FEWER_THAN_SHIPPED);
        order.given(shipped).when(edit(new ChangedLine(COFFEE, 0))).thenRejected(OrderRejection.FEWER_THAN_SHIPPED);
    }

    @Test
    void an_edit_may_leave_an_order_with_nothing_more_to_ship() {
        List<OrderEvent> shipped = then(PAID, new OrderConfirmed(), shipment(id(10), coffees(2)));
        OrderEvent edited = order.given(shipped)
                .when(edit(new ChangedLine(TEA, 0)))
                .events()
                .getFirst();

        order.given(then(shipped, edited)).when(ship(teas(1))).thenRejected(OrderRejection.ALREADY_SHIPPED);
    }

    @Test
    void a_delivered_order_that_gets_more_is_shipped_again() {
        OrderEvent edited = order.given(DELIVERED)
                .when(edit(new ChangedLine(TEA, 2)))
                .events()
                .getFirst();

        order.given(then(DELIVERED, edited)).when(new Complete()).thenRejected(OrderRejection.NOT_DELIVERED);
        order.given(then(DELIVERED, edited))
                .when(ship(teas(1)))
                .then(new ShipmentCreated(id(50), List.of(teas(1)), "DHL", "JJD1"));
    }

    @Test
    void an_edit_that_leaves_nothing_is_rejected() {
        order.given(PAID)
                .when(edit(new ChangedLine(COFFEE, 0), new ChangedLine(TEA, 0)))
                .thenRejected(OrderRejection.NOTHING_LEFT);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000})
    void a_line_has_999_units_at_most(int quantity) {
        order.given(PLACED)
                .when(edit(new ChangedLine(COFFEE, quantity)))
                .thenRejected(OrderRejection.QUANTITY_OUT_OF_RANGE);
        order.given(PLACED)
                .when(edit(new AddedLine(NEW_LINE, "MUG", quantity, MUG)))
                .thenRejected(OrderRejection.QUANTITY_OUT_OF_RANGE);
    }

    @Test
    void what_an_edit_can_not_add() {
        order.given(PLACED)
                .when(edit(new AddedLine(NEW_LINE, "MUG", 0, MUG)))
                .thenRejected(OrderRejection.QUANTITY_OUT_OF_RANGE);
        order.given(PLACED)
                .when(edit(new AddedLine(NEW_LINE, "MUG", 1, null)))
                .thenRejected(OrderRejection.PRODUCT_NOT_LISTED);
        order.given(PLACED)
                .when(edit(new AddedLine(NEW_LINE, "MUG", 1, new Offer("Mug", new Money(700, USD)))))
                .thenRejected(OrderRejection.CURRENCY_MISMATCH);
    }

    @Test
    void an_edit_names_lines_and_each_of_them_once() {
        order.given(PLACED).when(edit()).thenRejected(OrderRejection.NO_LINES);
        order.given(PLACED)
                .when(edit(new ChangedLine(COFFEE, 1), new ChangedLine(COFFEE, 3)))
                .thenRejected(OrderRejection.LINE_NAMED_TWICE);
    }

    @Test
    void an_order_has_500_lines_at_most() {
        LineEdit[] lines = IntStream.range(0, Order.MAX_LINES - 1)
                .mapToObj(i -> new AddedLine(id(100 + i), "MUG-" + i, 1, MUG))
                .toArray(LineEdit[]::new);

        order.given(PLACED).when(edit(lines)).thenRejected(OrderRejection.ORDER_FULL);
    }

    @Test
    void a_total_that_no_amount_can_hold_is_rejected() {
        var priceless = new Offer("Mona Lisa", eur(Long.MAX_VALUE));

        order.given(PLACED)
                .when(edit(new AddedLine(NEW_LINE, "ART", 2, priceless)))
                .thenRejected(OrderRejection.AMOUNT_TOO_LARGE);
        order.given(PLACED)
                .when(edit(new AddedLine(NEW_LINE, "ART", 1, priceless)))
                .thenRejected(OrderRejection.AMOUNT_TOO_LARGE);
    }

    // ---- payment

    @Test
    void payments_are_recorded_as_the_provider_tells_of_them() {
        order.given(PLACED)
                .when(payment(AUTHORIZED, "pi_1", 500))
                .then(new PaymentAuthorized(id(40), "pi_1", eur(500)));
        order.given(PAID).when(payment(FAILED, "pi_2", 500)).then(new PaymentFailed(id(40), "pi_2", eur(500)));
        order.given(PLACED, new PaymentAuthorized(id(1), "pi_1", eur(500)))
                .when(payment(CAPTURED, "pi_1", 500))
                .then(new PaymentCaptured(id(40), "pi_1", eur(500)));
        order.given(PLACED, new PaymentAuthorized(id(1), "pi_1", eur(500)))
                .when(payment(VOIDED, "pi_1", 500))
                .then(new PaymentVoided(id(40), "pi_1", eur(500)));
    }

    @Test
    void a_payment_that_is_reported_again_changes_nothing() {
        order.given(PAID).when(payment(AUTHORIZED, "pi_1", TOTAL)).thenNothing();
        order.given(then(PAID, new PaymentFailed(id(3), "pi_1", eur(1))))
                .when(payment(FAILED, "pi_1", 1))
                .thenNothing();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void an_amount_is_more_than_nothing(long amount) {
        order.given(PAID).when(payment(AUTHORIZED, "pi_2", amount)).thenRejected(OrderRejection.AMOUNT_NOT_POSITIVE);
        order.given(PAID).when(new Refund(id(40), id(2), eur(amount))).thenRejected(OrderRejection.AMOUNT_NOT_POSITIVE);
    }

    @Test
    void an_amount_in_another_currency_is_rejected() {
        var dollars = new Money(1, USD);

        order.given(PAID)
                .when(new RecordPayment(id(40), "pi_2", AUTHORIZED, dollars))
                .thenRejected(OrderRejection.CURRENCY_MISMATCH);
        order.given(PAID)
                .when(new RecordPayment(id(40), "ch_1", CAPTURED, new Money(TOTAL, USD)))
                .thenRejected(OrderRejection.CURRENCY_MISMATCH);
        order.given(PAID).when(new Refund(id(40), id(2), dollars)).thenRejected(OrderRejection.CURRENCY_MISMATCH);
    }

    @Test
    void an_amount_that_is_no_amount_of_an_order_is_rejected() {
        order.given(PAID)
                .when(payment(AUTHORIZED, "pi_2", Ledger.MAX_AMOUNT + 1))
                .thenRejected(OrderRejection.AMOUNT_TOO_LARGE);
        order.given(PAID)
                .when(payment(AUTHORIZED, "pi_2", Ledger.MAX_AMOUNT))
                .then(new PaymentAuthorized(id(40), "pi_2", eur(Ledger.MAX_AMOUNT)));
    }

    @Test
    void an_order_has_500_payments_and_refunds_at_most() {
        List<OrderEvent> full = filled(Ledger.MAX_ENTRIES, i -> new PaymentFailed(id(1000 + i), "pi-" + i, eur(1)));

        order.given(full).when(payment(FAILED, "pi", 1)).thenRejected(OrderRejection.TOO_MANY_PAYMENTS);
    }

    @Test
    void refunds_are_recorded_as_the_provider_tells_of_them() {
        List<OrderEvent> refunded = then(PAID, new RefundIssued(id(3), id(2), eur(800)));

        order.given(PAID).when(new Refund(id(3), id(2), eur(800))).then(new RefundIssued(id(3), id(2), eur(800)));
        order.given(refunded).when(new Refund(id(4), id(2), eur(2001))).then(new RefundIssued(id(4), id(2), eur(2001)));
        order.given(refunded).when(new Refund(id(3), id(2), eur(800))).thenNothing();
        order.given(PAID).when(new Refund(id(4), id(98), eur(1))).then(new RefundIssued(id(4), id(98), eur(1)));
    }

    // ---- fulfilment

    @Test
    void units_are_shipped_as_far_as_there_are_any() {
        List<OrderEvent> partially = then(PAID, new OrderConfirmed(), shipment(id(10), coffees(1)));

        order.given(partially).when(ship(coffees(2))).thenRejected(OrderRejection.MORE_THAN_UNSHIPPED);
        order.given(partially).when(ship(coffees(0))).thenRejected(OrderRejection.QUANTITY_OUT_OF_RANGE);
        order.given(partially).when(ship()).thenRejected(OrderRejection.NO_LINES);
        order.given(partially).when(ship(teas(1), teas(1))).thenRejected(OrderRejection.LINE_NAMED_TWICE);
        order.given(partially).when(ship(new LineQuantity(id(98), 1))).thenRejected(OrderRejection.NO_SUCH_LINE);
        order.given(partially)
                .when(ship(coffees(1), teas(1)))
                .then(new ShipmentCreated(id(50), List.of(coffees(1), teas(1)), "DHL", "JJD1"));
    }

    @Test
    void a_shipment_is_created_once() {
        order.given(DELIVERED)
                .when(new Ship(id(10), List.of(coffees(1)), "DHL", "JJD1"))
                .thenNothing();
    }

    @Test
    void an_order_has_500_shipments_at_most() {
        var manyCoffees = new OrderPlaced(
                "0000-0000-0000",
                1,
                new Owner.Customer("alice"),
                List.of(new OrderLine(COFFEE, "COFFEE", "Coffee", 999, eur(1))),
                new Totals(1, 999, eur(999)),
                HOME,
                CONTACT);
        List<OrderEvent> full = Stream.<OrderEvent>concat(
                        Stream.of(manyCoffees, new PaymentAuthorized(id(1), "pi_1", eur(999)), new OrderConfirmed()),
                        IntStream.range(0, Fulfilment.MAX_SHIPMENTS).mapToObj(i -> shipment(id(1000 + i), coffees(1))))
                .toList();

        order.given(full).when(ship(coffees(1))).thenRejected(OrderRejection.TOO_MANY_SHIPMENTS);
    }

    @Test
    void an_order_is_completed_when_everything_is_delivered_and_paid() {
        order.given(DELIVERED).when(new Complete()).then(new OrderCompleted());
    }

    @Test
    void an_order_is_not_completed_while_something_is_owed() {
        order.given(then(DELIVERED, new RefundIssued(id(3), id(2), eur(1))))
                .when(new Complete())
                .thenRejected(OrderRejection.BALANCE_OPEN);
    }

    @Test
    void units_that_were_cancelled_need_no_delivery() {
        List<OrderEvent> coffeeDelivered =
                then(PAID, new OrderConfirmed(), shipment(id(10), coffees(2)), new ShipmentDelivered(id(10)));
        OrderEvent teaCancelled = order.given(coffeeDelivered)
                .when(edit(new ChangedLine(TEA, 0)))
                .events()
                .getFirst();

        order.given(coffeeDelivered).when(new Complete()).thenRejected(OrderRejection.NOT_DELIVERED);
        order.given(then(coffeeDelivered, teaCancelled)).when(new Complete()).thenRejected(OrderRejection.BALANCE_OPEN);
        order.given(then(coffeeDelivered, teaCancelled, new RefundIssued(id(3), id(2), eur(300))))
                .when(new Complete())
                .then(new OrderCompleted());
    }

    @Test
    void a_return_that_is_refunded_leaves_nothing_open() {
        List<OrderEvent> back = then(
                DELIVERED,
                requested(coffees(1)),
                new ReturnApproved(RETURN),
                new ReturnReceived(RETURN, ReturnCondition.RESELLABLE, eur(1250)));

        order.given(back).when(new Complete()).thenRejected(OrderRejection.BALANCE_OPEN);
        order.given(then(back, new RefundIssued(id(3), id(2), eur(1250))))
                .when(new Complete())
                .then(new OrderCompleted());
    }

    // ---- returns

    @Test
    void delivered_units_are_returned_each_of_them_once() {
        order.given(DELIVERED).when(requestReturn(coffees(2), teas(1))).then(requested(coffees(2), teas(1)));
        order.given(DELIVERED).when(requestReturn(coffees(3))).thenRejected(OrderRejection.MORE_THAN_DELIVERED);
        order.given(then(DELIVERED, new ReturnRequested(id(21), List.of(coffees(1)), "")))
                .when(requestReturn(coffees(2)))
                .thenRejected(OrderRejection.MORE_THAN_DELIVERED);
    }

    @Test
    void units_of_a_rejected_return_may_be_asked_for_again() {
        order.given(then(
                        DELIVERED,
                        new ReturnRequested(id(21), List.of(coffees(2)), ""),
                        new ReturnRejected(id(21), "opened")))
                .when(requestReturn(coffees(2)))
                .then(requested(coffees(2)));
    }

    @Test
    void goods_that_never_come_back_are_rejected() {
        order.given(then(DELIVERED, requested(coffees(1)), new ReturnApproved(RETURN)))
                .when(new RejectReturn(RETURN, "never came"))
                .then(new ReturnRejected(RETURN, "never came"));
    }

    @Test
    void what_comes_back_is_credited_at_the_price_it_was_ordered_for_unless_said() {
        List<OrderEvent> approved = then(DELIVERED, requested(coffees(1), teas(1)), new ReturnApproved(RETURN));

        order.given(approved)
                .when(new ReceiveReturn(RETURN, ReturnCondition.RESELLABLE, null))
                .then(new ReturnReceived(RETURN, List.of(coffees(1), teas(1)), ReturnCondition.RESELLABLE, eur(1550)));
        order.given(approved)
                .when(new ReceiveReturn(RETURN, ReturnCondition.DAMAGED, eur(0)))
                .then(new ReturnReceived(RETURN, List.of(coffees(1), teas(1)), ReturnCondition.DAMAGED, eur(0)));
        order.given(approved)
                .when(new ReceiveReturn(RETURN, ReturnCondition.DAMAGED, eur(1551)))
                .thenRejected(OrderRejection.CREDIT_OUT_OF_RANGE);
        order.given(approved)
                .when(new ReceiveReturn(RETURN, ReturnCondition.DAMAGED, eur(-1)))
                .thenRejected(OrderRejection.CREDIT_OUT_OF_RANGE);
        order.given(approved)
                .when(new ReceiveReturn(RETURN, ReturnCondition.DAMAGED, new Money(1, USD)))
                .thenRejected(OrderRejection.CURRENCY_MISMATCH);
    }

    @Test
    void an_order_has_200_returns_at_most() {
        var full = new ArrayList<>(DELIVERED);
        for (int i = 0; i < Returns.MAX_RETURNS; i++) {
            full.add(new ReturnRequested(id(1000 + i), List.of(coffees(1)), ""));
            full.add(new ReturnRejected(id(1000 + i), ""));
        }

        order.given(full).when(requestReturn(coffees(1))).thenRejected(OrderRejection.TOO_MANY_RETURNS);
    }

    // ---- the order that a checkout places

    @Test
    void an_order_has_its_carts_id_and_a_number_to_call_it_by() {
        UUID cart = UUID.fromString("3f1c6a52-8f0e-4c1b-9d55-0a2b7c9e4f10");
        var placed = (OrderPlaced) PLACED;
        var stream = new NewOrder(
                        cart,
                        new OrderPlaced(
                                NewOrder.number(cart),
                                5,
                                placed.owner(),
                                placed.lines(),
                                placed.totals(),
                                placed.address(),
                                placed.contact()))
                .begin();

        assertThat(stream.stream()).hasToString("order:" + cart);
        assertThat(stream.events())
                .isEqualTo(List.of(new OrderPlaced(
                        "BR00-SS7F-0BJ4",
                        5,
                        placed.owner(),
                        placed.lines(),
                        placed.totals(),
                        placed.address(),
                        placed.contact())));
    }

    private static List<OrderEvent> filled(int count, IntFunction<OrderEvent> event) {
        return Stream.concat(Stream.of(PLACED), IntStream.range(0, count).mapToObj(event))
                .toList();
    }

    private static Edit edit(LineEdit... lines) {
        return new Edit(List.of(lines));
    }

    private static RecordPayment payment(PaymentKind kind, String providerRef, long cents) {
        return new RecordPayment(id(40), providerRef, kind, new Money(cents, EUR));
    }

    private static Ship ship(LineQuantity... lines) {
        return new Ship(id(50), List.of(lines), "DHL", "JJD1");
    }

    private static RequestReturn requestReturn(LineQuantity... lines) {
        return new RequestReturn(RETURN, List.of(lines), "too bitter");
    }

    private static ReturnRequested requested(LineQuantity... lines) {
        return new ReturnRequested(RETURN, List.of(lines), "too bitter");
    }
}
