package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.COFFEE;
import static io.cartulary.command.order.Examples.GUESTS;
import static io.cartulary.command.order.Examples.HOME;
import static io.cartulary.command.order.Examples.PLACED;
import static io.cartulary.command.order.Examples.TOTAL;
import static io.cartulary.command.order.Examples.WORK;
import static io.cartulary.command.order.Examples.coffees;
import static io.cartulary.command.order.Examples.eur;
import static io.cartulary.command.order.Examples.id;
import static io.cartulary.command.order.Examples.shipment;
import static io.cartulary.command.order.Examples.teas;
import static io.cartulary.command.order.Examples.then;
import static io.cartulary.command.order.PaymentKind.CAPTURED;
import static io.cartulary.command.order.PaymentKind.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.Shipment.Ending;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.ReturnCondition;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payments in any order, credits, and the ends of parcels, as far as they affect money. */
class OrderMoneyTest {

    private static final UUID RETURN = id(20);
    private static final List<OrderEvent> AUTHORIZED_IN_FULL =
            List.of(PLACED, new PaymentAuthorized(id(1), "pi_1", eur(TOTAL)));
    private static final List<OrderEvent> CONFIRMED = then(AUTHORIZED_IN_FULL, new OrderConfirmed());
    private static final List<OrderEvent> PAID = then(CONFIRMED, new PaymentCaptured(id(2), "pi_1", eur(TOTAL)));
    private static final List<OrderEvent> SHIPPED = then(PAID, shipment(id(10), coffees(2), teas(1)));
    private static final List<OrderEvent> DELIVERED = then(SHIPPED, new ShipmentDelivered(id(10)));

    private final DeciderSpecification<Order, OrderCommand, OrderEvent> order =
            new DeciderSpecification<>(Order.DECIDER);

    // ---- facts in any order

    @ParameterizedTest
    @EnumSource
    void a_payment_is_recorded_whether_or_not_another_one_came_before(PaymentKind kind) {
        assertThat(order.given(PLACED).when(payment(kind, "pi_1", "t", TOTAL)).events())
                .hasSize(1);
    }

    @Test
    void more_is_captured_voided_or_refunded_than_there_was() {
        order.given(AUTHORIZED_IN_FULL)
                .when(payment(CAPTURED, "pi_1", "ch_1", TOTAL + 1))
                .then(new PaymentCaptured(id(40), "pi_1", "ch_1", eur(TOTAL + 1)));
        order.given(AUTHORIZED_IN_FULL)
                .when(payment(VOIDED, "pi_1", "vo_1", TOTAL + 1))
                .then(new PaymentVoided(id(40), "pi_1", "vo_1", eur(TOTAL + 1)));
        order.given(PLACED)
                .when(new Refund(id(40), null, "pi_1", "re_1", eur(5), null))
                .then(new RefundIssued(id(40), null, "pi_1", "re_1", eur(5), null));
    }

    @Test
    void the_same_transaction_changes_nothing_and_another_amount_of_it_a_contradiction() {
        List<OrderEvent> captured = then(CONFIRMED, new PaymentCaptured(id(40), "pi_1", "ch_1", eur(500)));
        OrderEvent contradiction = new PaymentContradicted(id(40), eur(400));

        order.given(captured).when(payment(CAPTURED, "pi_1", "ch_1", 500)).thenNothing();
        order.given(captured).when(payment(CAPTURED, "pi_1", "ch_1", 400)).then(contradiction);
        order.given(then(captured, contradiction))
                .when(payment(CAPTURED, "pi_1", "ch_1", 400))
                .thenNothing();
        order.given(then(captured, contradiction))
                .when(payment(CAPTURED, "pi_1", "ch_1", 500))
                .thenNothing();
    }

    @Test
    void a_second_capture_that_may_be_the_first_one_again_needs_a_transaction_ref() {
        List<OrderEvent> captured = then(CONFIRMED, new PaymentCaptured(id(2), "pi_1", eur(500)));

        order.given(captured)
                .when(payment(CAPTURED, "pi_1", null, 500))
                .thenRejected(OrderRejection.TRANSACTION_REF_NEEDED);
        order.given(captured)
                .when(payment(CAPTURED, "pi_1", null, 501))
                .then(new PaymentCaptured(id(40), "pi_1", eur(501)));
        order.given(captured)
                .when(payment(CAPTURED, "pi_2", null, 500))
                .then(new PaymentCaptured(id(40), "pi_2", eur(500)));
        order.given(captured)
                .when(payment(CAPTURED, "pi_1", "ch_2", 500))
                .then(new PaymentCaptured(id(40), "pi_1", "ch_2", eur(500)));
        order.given(captured)
                .when(new RecordPayment(id(2), "pi_1", CAPTURED, eur(500)))
                .thenNothing();
    }

    @Test
    void two_notices_of_a_refund_are_one_however_they_name_its_payment() {
        List<OrderEvent> refunded = then(
                PAID,
                new PaymentAuthorized(id(5), "pi_5", eur(TOTAL)),
                new RefundIssued(id(3), id(2), null, "re_1", eur(100), null));

        order.given(refunded)
                .when(new Refund(id(4), null, "pi_1", "re_1", eur(100), null))
                .thenNothing();
        order.given(refunded)
                .when(new Refund(id(4), id(2), null, "re_1", eur(100), null))
                .thenNothing();
        order.given(refunded)
                .when(new Refund(id(4), null, "pi_1", "re_1", eur(90), null))
                .then(new PaymentContradicted(id(3), eur(90)));
        order.given(refunded)
                .when(new Refund(id(4), null, "other", "re_1", eur(100), null))
                .then(new RefundIssued(id(4), null, "other", "re_1", eur(100), null));
        order.given(refunded)
                .when(new Refund(id(4), id(2), null, "re_2", eur(100), null))
                .then(new RefundIssued(id(4), id(2), null, "re_2", eur(100), null));
    }

    // ---- covered

    @Test
    void what_was_captured_without_an_authorization_confirms() {
        order.given(PLACED, new PaymentCaptured(id(1), "ideal", eur(TOTAL)))
                .when(new Confirm())
                .then(new OrderConfirmed());
        order.given(PLACED, new PaymentCaptured(id(1), "gift", eur(800)), new PaymentAuthorized(id(2), "pi", eur(2000)))
                .when(new Confirm())
                .then(new OrderConfirmed());
    }

    @Test
    void what_was_refunded_does_not_confirm() {
        order.given(
                        PLACED,
                        new PaymentAuthorized(id(1), "gift", eur(2000)),
                        new PaymentCaptured(id(2), "gift", eur(2000)),
                        new RefundIssued(id(3), id(2), eur(2000)),
                        new PaymentAuthorized(id(4), "card", eur(800)))
                .when(new Confirm())
                .thenRejected(OrderRejection.NOT_FULLY_AUTHORIZED);
    }

    @Test
    void a_confirmation_is_withdrawn_when_less_is_covered_than_owed() {
        order.given(CONFIRMED)
                .when(payment(VOIDED, "pi_1", null, 1))
                .then(new PaymentVoided(id(40), "pi_1", eur(1)), new OrderConfirmationWithdrawn());
        order.given(PAID)
                .when(new Refund(id(40), id(2), eur(1)))
                .then(new RefundIssued(id(40), id(2), eur(1)), new OrderConfirmationWithdrawn());
        order.given(CONFIRMED)
                .when(new Edit(List.of(new ChangedLine(COFFEE, 3))))
                .then(
                        new OrderEdited(
                                List.of(new EditedLine(COFFEE, "COFFEE", "Coffee", 2, 3, eur(1250))),
                                eur(TOTAL),
                                eur(TOTAL + 1250),
                                eur(TOTAL + 1250)),
                        new OrderConfirmationWithdrawn());
        order.given(then(CONFIRMED, new OrderHeld("fraud?")))
                .when(payment(VOIDED, "pi_1", null, 1))
                .then(new PaymentVoided(id(40), "pi_1", eur(1)), new OrderConfirmationWithdrawn());
    }

    @Test
    void a_confirmation_is_withdrawn_when_uncovered_goods_are_lost() {
        order.given(then(CONFIRMED, shipment(id(10), coffees(1)), new PaymentVoided(id(3), "pi_1", eur(TOTAL))))
                .when(end(Ending.LOST, null))
                .then(new ShipmentLost(id(10), List.of(coffees(1))), new OrderConfirmationWithdrawn());
    }

    @Test
    void a_confirmation_stays_while_enough_is_covered_or_something_is_shipped() {
        order.given(then(CONFIRMED, new PaymentAuthorized(id(5), "pi_2", eur(500))))
                .when(payment(VOIDED, "pi_1", null, 500))
                .then(new PaymentVoided(id(40), "pi_1", eur(500)));
        order.given(then(CONFIRMED, shipment(id(10), coffees(1))))
                .when(payment(VOIDED, "pi_1", null, TOTAL))
                .then(new PaymentVoided(id(40), "pi_1", eur(TOTAL)));
    }

    @Test
    void a_withdrawn_confirmation_may_be_given_again() {
        List<OrderEvent> withdrawn =
                then(CONFIRMED, new PaymentVoided(id(3), "pi_1", eur(TOTAL)), new OrderConfirmationWithdrawn());

        order.given(withdrawn).when(ship(false, coffees(1))).thenRejected(OrderRejection.NOT_CONFIRMED);
        order.given(then(withdrawn, new PaymentAuthorized(id(4), "pi_2", eur(TOTAL))))
                .when(new Confirm())
                .then(new OrderConfirmed());
    }

    @Test
    void goods_leave_when_they_are_covered_or_on_credit() {
        List<OrderEvent> halfway =
                then(CONFIRMED, shipment(id(10), coffees(1)), new PaymentVoided(id(3), "pi_1", eur(TOTAL)));

        order.given(halfway).when(ship(false, coffees(1))).thenRejected(OrderRejection.NOT_COVERED);
        order.given(halfway)
                .when(ship(true, coffees(1)))
                .then(new ShipmentCreated(id(50), List.of(coffees(1)), "DHL", "1", true));
        order.given(PLACED)
                .when(ship(true, coffees(1)))
                .then(new ShipmentCreated(id(50), List.of(coffees(1)), "DHL", "1", true));
        order.given(then(
                        PAID,
                        new OrderCredited(id(6), eur(300), List.of(), ""),
                        new RefundIssued(id(7), id(2), eur(300))))
                .when(ship(false, coffees(1)))
                .then(new ShipmentCreated(id(50), List.of(coffees(1)), "DHL", "1"));
    }

    // ---- credits and concessions

    @Test
    void a_credit_lowers_what_is_owed() {
        OrderEvent credited = new OrderCredited(id(40), eur(200), List.of(), "scratched");

        order.given(DELIVERED).when(credit(200L)).then(credited);
        order.given(then(DELIVERED, credited)).when(credit(200L)).thenNothing();
        order.given(then(DELIVERED, credited)).when(new Complete()).thenRejected(OrderRejection.BALANCE_OPEN);
        order.given(then(DELIVERED, credited, new RefundIssued(id(5), id(2), eur(200))))
                .when(new Complete())
                .then(new OrderCompleted());
    }

    @Test
    void units_are_credited_at_their_price_less_what_was_credited_before() {
        order.given(DELIVERED)
                .when(credit(null, coffees(1)))
                .then(new OrderCredited(id(40), eur(1250), List.of(coffees(1)), "scratched"));
        order.given(then(DELIVERED, new OrderCredited(id(41), eur(2000), List.of(), "")))
                .when(credit(null, coffees(1)))
                .then(new OrderCredited(id(40), eur(800), List.of(coffees(1)), "scratched"));
        order.given(then(DELIVERED, new OrderCredited(id(41), eur(1250), List.of(coffees(1)), "")))
                .when(credit(null, coffees(2)))
                .thenRejected(OrderRejection.MORE_THAN_CREDITABLE);
    }

    @Test
    void no_more_is_credited_than_the_total() {
        order.given(DELIVERED).when(credit(TOTAL + 1)).thenRejected(OrderRejection.CREDIT_OUT_OF_RANGE);
        order.given(DELIVERED).when(credit(0L)).thenRejected(OrderRejection.AMOUNT_NOT_POSITIVE);
        order.given(then(DELIVERED, new OrderCredited(id(41), eur(TOTAL), List.of(), "")))
                .when(credit(null, teas(1)))
                .thenRejected(OrderRejection.CREDIT_OUT_OF_RANGE);
        order.given(then(PAID, new OrderCancelled(""))).when(credit(1L)).thenRejected(OrderRejection.ORDER_CANCELLED);
    }

    @Test
    void a_refund_of_goods_that_are_out_leaves_nothing_open() {
        OrderEvent refunded = new RefundIssued(id(40), id(2), null, null, eur(200), true);

        order.given(DELIVERED).when(new Refund(id(40), id(2), eur(200))).then(refunded);
        order.given(then(DELIVERED, refunded)).when(new Complete()).then(new OrderCompleted());
        order.given(DELIVERED)
                .when(new Refund(id(40), id(2), null, null, eur(200), false))
                .then(new RefundIssued(id(40), id(2), eur(200)));
        order.given(then(DELIVERED, new RefundIssued(id(40), id(2), eur(200))))
                .when(new Complete())
                .thenRejected(OrderRejection.BALANCE_OPEN);
    }

    // ---- parcels

    @Test
    void a_parcel_that_is_lost_sets_the_order_back() {
        OrderEvent lost = new ShipmentLost(id(10), List.of(coffees(2), teas(1)));

        order.given(SHIPPED).when(end(Ending.LOST, null)).then(lost);
        order.given(then(SHIPPED, lost)).when(new Cancel("lost")).then(new OrderCancelled("lost"));
        order.given(then(SHIPPED, lost)).when(new ChangeAddress(WORK)).then(new OrderAddressChanged(HOME, WORK));
        order.given(then(SHIPPED, lost))
                .when(ship(false, coffees(2), teas(1)))
                .then(new ShipmentCreated(id(50), List.of(coffees(2), teas(1)), "DHL", "1"));
        order.given(then(SHIPPED, lost)).when(end(Ending.LOST, null)).thenNothing();
        order.given(then(SHIPPED, lost)).when(end(Ending.DELIVERED, null)).thenRejected(OrderRejection.SHIPMENT_ENDED);
    }

    @Test
    void units_of_a_parcel_end_in_different_ways() {
        List<OrderEvent> partly = then(
                SHIPPED,
                new ShipmentDelivered(id(10), List.of(coffees(1))),
                new ShipmentReturnedToSender(id(10), List.of(teas(1))));

        order.given(partly)
                .when(end(Ending.LOST, List.of(coffees(2))))
                .thenRejected(OrderRejection.MORE_THAN_ON_THE_WAY);
        order.given(partly).when(end(Ending.LOST, List.of(teas(1)))).thenRejected(OrderRejection.MORE_THAN_ON_THE_WAY);
        order.given(partly).when(end(Ending.LOST, null)).then(new ShipmentLost(id(10), List.of(coffees(1))));
        order.given(then(partly, new ShipmentLost(id(10), List.of(coffees(1)))))
                .when(new Edit(List.of(new ChangedLine(COFFEE, 1), new ChangedLine(Examples.TEA, 0)), eur(1250)))
                .then(new OrderEdited(
                        List.of(
                                new EditedLine(COFFEE, "COFFEE", "Coffee", 2, 1, eur(1250)),
                                new EditedLine(Examples.TEA, "TEA", "Tea", 1, 0, eur(300))),
                        eur(TOTAL),
                        eur(1250),
                        eur(1250 - TOTAL)));
    }

    @Test
    void an_order_ends_when_what_was_lost_is_credited() {
        List<OrderEvent> lost = then(
                SHIPPED,
                new ShipmentDelivered(id(10), List.of(coffees(2))),
                new ShipmentLost(id(10), List.of(teas(1))));
        List<OrderEvent> credited = then(lost, new OrderCredited(id(41), eur(300), List.of(teas(1)), "lost"));

        order.given(lost).when(new Complete()).thenRejected(OrderRejection.NOT_DELIVERED);
        order.given(credited).when(new Complete()).thenRejected(OrderRejection.BALANCE_OPEN);
        order.given(then(credited, new RefundIssued(id(5), id(2), eur(300))))
                .when(new Complete())
                .then(new OrderCompleted());
    }

    @Test
    void a_parcel_that_nobody_has_heard_of_may_be_given_back() {
        order.given(SHIPPED)
                .when(new RequestReturn(RETURN, List.of(coffees(1)), "lost"))
                .then(new ReturnRequested(RETURN, List.of(coffees(1)), "lost"));
    }

    // ---- returns

    @Test
    void fewer_come_back_than_announced_and_the_rest_may_still_come() {
        List<OrderEvent> approved =
                then(DELIVERED, new ReturnRequested(RETURN, List.of(coffees(2)), ""), new ReturnApproved(RETURN));
        OrderEvent one = new ReturnReceived(RETURN, List.of(coffees(1)), ReturnCondition.RESELLABLE, eur(1250));

        order.given(approved).when(receive(List.of(coffees(1)))).then(one);
        order.given(then(approved, one))
                .when(new RequestReturn(id(21), List.of(coffees(1)), "late"))
                .then(new ReturnRequested(id(21), List.of(coffees(1)), "late"));
        order.given(then(approved, one))
                .when(receive(null))
                .then(new ReturnReceived(RETURN, List.of(coffees(1)), ReturnCondition.RESELLABLE, eur(1250)));
        order.given(then(approved, one))
                .when(receive(List.of(coffees(2))))
                .thenRejected(OrderRejection.MORE_THAN_DELIVERED);
        order.given(approved).when(receive(List.of(teas(1)))).thenRejected(OrderRejection.MORE_THAN_REQUESTED);
    }

    @Test
    void all_of_an_order_returned_credits_exactly_what_was_not_credited_before() {
        order.given(then(
                        DELIVERED,
                        new OrderCredited(id(41), eur(200), List.of(), ""),
                        new ReturnRequested(RETURN, List.of(coffees(2), teas(1)), ""),
                        new ReturnApproved(RETURN)))
                .when(receive(null))
                .then(new ReturnReceived(
                        RETURN, List.of(coffees(2), teas(1)), ReturnCondition.RESELLABLE, eur(TOTAL - 200)));
    }

    @Test
    void an_exchange_sends_the_same_units_again_at_no_charge() {
        List<OrderEvent> approved =
                then(DELIVERED, new ReturnRequested(RETURN, List.of(coffees(2)), "", true), new ReturnApproved(RETURN));
        OrderEvent back = new ReturnReceived(RETURN, List.of(coffees(2)), ReturnCondition.DEFECTIVE, eur(0));
        OrderEvent sent = new ReplacementShipped(id(50), RETURN, List.of(coffees(2)), "DHL", "2");

        order.given(approved)
                .when(new ReceiveReturn(RETURN, ReturnCondition.DEFECTIVE, null))
                .then(back);
        order.given(approved)
                .when(new ReceiveReturn(RETURN, ReturnCondition.DEFECTIVE, eur(1)))
                .thenRejected(OrderRejection.CREDIT_OUT_OF_RANGE);
        order.given(then(approved, back)).when(replace(coffees(2))).then(sent);
        order.given(then(approved, back)).when(replace(coffees(3))).thenRejected(OrderRejection.MORE_THAN_REQUESTED);
        order.given(then(approved, back, sent)).when(new Complete()).thenRejected(OrderRejection.NOT_DELIVERED);
        order.given(then(approved, back, sent, new ShipmentDelivered(id(50))))
                .when(new Complete())
                .then(new OrderCompleted());
        order.given(then(approved, back, sent, new ShipmentDelivered(id(50))))
                .when(new RequestReturn(id(21), List.of(coffees(2)), "again"))
                .then(new ReturnRequested(id(21), List.of(coffees(2)), "again"));
        order.given(then(approved, back, sent, new ShipmentLost(id(50), List.of(coffees(2)))))
                .when(new ShipReplacement(id(51), RETURN, List.of(coffees(2)), "DHL", "3"))
                .then(new ReplacementShipped(id(51), RETURN, List.of(coffees(2)), "DHL", "3"));
    }

    // ---- edits, owners, addresses, unpaid orders

    @Test
    void an_edit_is_rejected_when_the_total_is_not_as_expected() {
        var edit = List.<OrderCommand.LineEdit>of(new ChangedLine(COFFEE, 1));

        order.given(PAID).when(new Edit(edit, eur(TOTAL))).thenRejected(OrderRejection.TOTAL_DIFFERS);
        assertThat(order.given(PAID).when(new Edit(edit, eur(TOTAL - 1250))).events())
                .hasSize(1);
    }

    @Test
    void a_guests_order_is_taken_into_an_account_once() {
        order.given(GUESTS).when(new Assign("alice")).then(new OrderAssigned("alice"));
        order.given(GUESTS, new OrderAssigned("alice"))
                .when(new Assign("alice"))
                .thenNothing();
        order.given(GUESTS, new OrderAssigned("alice"))
                .when(new Assign("bob"))
                .thenRejected(OrderRejection.ORDER_ASSIGNED);
    }

    @Test
    void an_address_is_changed_for_what_is_not_shipped() {
        order.given(then(PAID, shipment(id(10), coffees(1))))
                .when(new ChangeAddress(WORK))
                .then(new OrderAddressChanged(HOME, WORK));
        order.given(SHIPPED).when(new ChangeAddress(WORK)).thenRejected(OrderRejection.ALREADY_SHIPPED);
    }

    @Test
    void an_order_that_nobody_pays_is_cancelled() {
        order.given(PLACED).when(new CancelUnpaid()).then(new OrderCancelled(Placement.UNPAID));
        order.given(PLACED, new PaymentAuthorized(id(1), "pi_1", eur(1)))
                .when(new CancelUnpaid())
                .then(new OrderCancelled(Placement.UNPAID));
        order.given(PLACED, new PaymentCaptured(id(1), "pi_1", eur(1)))
                .when(new CancelUnpaid())
                .thenRejected(OrderRejection.NOT_UNPAID);
        order.given(AUTHORIZED_IN_FULL).when(new CancelUnpaid()).thenRejected(OrderRejection.NOT_UNPAID);
        order.given(PLACED, shipment(id(10), coffees(1)))
                .when(new CancelUnpaid())
                .thenRejected(OrderRejection.ALREADY_SHIPPED);
    }

    private static RecordPayment payment(
            PaymentKind kind, String providerRef, @Nullable String transactionRef, long cents) {
        return new RecordPayment(id(40), providerRef, transactionRef, kind, eur(cents));
    }

    private static Ship ship(boolean onCredit, LineQuantity... lines) {
        return new Ship(id(50), List.of(lines), "DHL", "1", onCredit);
    }

    private static ShipReplacement replace(LineQuantity... lines) {
        return new ShipReplacement(id(50), RETURN, List.of(lines), "DHL", "2");
    }

    private static EndShipment end(Ending ending, @Nullable List<LineQuantity> lines) {
        return new EndShipment(id(10), ending, lines);
    }

    private static ReceiveReturn receive(@Nullable List<LineQuantity> lines) {
        return new ReceiveReturn(RETURN, lines, ReturnCondition.RESELLABLE, null);
    }

    private static Credit credit(@Nullable Long cents, LineQuantity... lines) {
        return new Credit(id(40), cents == null ? null : eur(cents), List.of(lines), "scratched");
    }
}
