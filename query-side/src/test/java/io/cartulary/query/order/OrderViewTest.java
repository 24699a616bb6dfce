package io.cartulary.query.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.Attention.Reason;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Discount;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.query.History;
import io.cartulary.query.order.OrderView.Line;
import io.cartulary.query.order.OrderView.PaymentKind;
import io.cartulary.query.order.OrderView.PaymentStatus;
import io.cartulary.query.order.OrderView.ReturnStatus;
import io.cartulary.query.order.OrderView.State;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.timeline.RecordedEvent;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderViewTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID ORDER = UUID.fromString("6f0f2c1e-0000-4000-8000-000000000001");
    private static final UUID COFFEE = id(1);
    private static final UUID TEA = id(2);
    private static final Address HOME =
            new Address("Erika Mustermann", "Heidestraße 17", null, null, "Köln", null, "DE");
    private static final Address WORK = new Address("Mustermann GmbH", "Domplatz 1", null, null, "Köln", null, "DE");
    private static final Contact CONTACT = new Contact("erika@example.com", null);
    private static final Contact PHONE = new Contact("erika@example.com", "+49 221 12345");
    private static final OrderEvent PLACED = new OrderPlaced(
            "7Q4K-2M9X-C3TB",
            5,
            new Owner.Customer("alice"),
            List.of(
                    new OrderLine(COFFEE, "COFFEE", "Coffee", 2, eur(1250)),
                    new OrderLine(TEA, "TEA", "Tea", 1, eur(300))),
            new Totals(2, 3, eur(2800)),
            HOME,
            CONTACT);
    private static final OrderEvent AUTHORIZED = new PaymentAuthorized(id(10), "pi_1", eur(2800));
    private static final OrderEvent CAPTURED = new PaymentCaptured(id(11), "ch_1", eur(2800));
    private static final OrderEvent CONFIRMED = new OrderConfirmed();
    private static final OrderEvent FIRST_SHIPPED = shipped(id(20), new LineQuantity(COFFEE, 1));
    private static final OrderEvent REST_SHIPPED =
            shipped(id(21), new LineQuantity(COFFEE, 1), new LineQuantity(TEA, 1));
    private static final OrderEvent FIRST_DELIVERED = new ShipmentDelivered(id(20));
    private static final OrderEvent REST_DELIVERED = new ShipmentDelivered(id(21));
    private static final List<OrderEvent> DELIVERED = List.of(
            PLACED, AUTHORIZED, CAPTURED, CONFIRMED, FIRST_SHIPPED, REST_SHIPPED, FIRST_DELIVERED, REST_DELIVERED);

    @Test
    void a_new_order_is_what_was_placed() {
        OrderView order = given(PLACED);

        assertThat(order.id()).isEqualTo(ORDER);
        assertThat(order.version()).isEqualTo(1);
        assertThat(order.number()).isEqualTo("7Q4K-2M9X-C3TB");
        assertThat(order.state()).isEqualTo(State.PLACED);
        assertThat(order.owner()).isEqualTo(new Owner.Customer("alice"));
        assertThat(order.cartVersion()).isEqualTo(5);
        assertThat(order.address()).isEqualTo(HOME);
        assertThat(order.contact()).isEqualTo(CONTACT);
        assertThat(order.lines())
                .containsExactly(
                        new Line(COFFEE, "COFFEE", "Coffee", 2, eur(1250), eur(2500), 0, 0, 0, 0),
                        new Line(TEA, "TEA", "Tea", 1, eur(300), eur(300), 0, 0, 0, 0));
        assertThat(order.totals()).isEqualTo(new Totals(2, 3, eur(2800)));
        assertThat(order.payment().balance()).isEqualTo(eur(2800));
        assertThat(order.placedAt()).isEqualTo(History.BEGINNING);
        assertThat(order.confirmedAt()).isNull();
    }

    @Test
    void an_order_without_terms_has_no_price_of_its_own() {
        assertThat(given(PLACED).terms()).isNull();
        assertThat(given(PLACED).price()).isNull();
    }

    /** Two coffees for 20.01 instead of 25.00, a tea for 3.00, and 4.90 for the shipping. */
    @Test
    void an_order_with_terms_costs_what_it_was_placed_at() {
        OrderPlaced listed = (OrderPlaced) PLACED;
        var terms = new PriceTerms(
                Rounding.HALF_EVEN,
                null,
                null,
                new ShippingTerms("parcel", ShippingPrice.flat(eur(490)), null),
                null,
                "DE",
                null);
        var price = new PricedCart(
                EUR,
                List.of(
                        new PricedLine(COFFEE, 2, 1250, 2500, List.of(new Discount("sale", null, 499)), null, 2001),
                        new PricedLine(TEA, 1, 300, 300, List.of(), null, 300)),
                2800,
                499,
                new PricedShipping("parcel", 490, List.of(), null, 490),
                List.of(),
                null,
                2791);
        OrderView order = given(new OrderPlaced(
                listed.number(),
                listed.cartVersion(),
                listed.owner(),
                listed.lines(),
                listed.totals(),
                HOME,
                CONTACT,
                terms,
                price));

        assertThat(order.terms()).isEqualTo(terms);
        assertThat(order.price()).isEqualTo(price);
        assertThat(order.totals()).isEqualTo(new Totals(2, 3, eur(2791)));
        assertThat(order.payment().balance()).isEqualTo(eur(2791));
        assertThat(order.lines()).extracting(Line::total).containsExactly(eur(2001), eur(300));
        assertThat(order.lines().getFirst().price(1)).isEqualTo(eur(1000));
        assertThat(RowJson.read(RowJson.write(order), new TypeReference<OrderView>() {}))
                .isEqualTo(order);
    }

    @Test
    void the_state_follows_the_units() {
        assertThat(given(PLACED, AUTHORIZED, CONFIRMED).state()).isEqualTo(State.CONFIRMED);
        assertThat(given(PLACED, AUTHORIZED, CONFIRMED, FIRST_SHIPPED).state()).isEqualTo(State.PARTIALLY_SHIPPED);
        assertThat(given(PLACED, AUTHORIZED, CONFIRMED, FIRST_SHIPPED, FIRST_DELIVERED, REST_SHIPPED)
                        .state())
                .isEqualTo(State.SHIPPED);
        assertThat(given(DELIVERED).state()).isEqualTo(State.DELIVERED);
        assertThat(given(DELIVERED, new OrderCompleted()).state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void an_order_that_is_held_returns_to_where_it_was() {
        OrderView held = given(PLACED, AUTHORIZED, CONFIRMED, new OrderHeld("fraud?"));
        OrderView released = given(PLACED, AUTHORIZED, CONFIRMED, new OrderHeld("fraud?"), new OrderReleased());

        assertThat(held.state()).isEqualTo(State.HELD);
        assertThat(held.hold()).isEqualTo(new OrderView.Hold("fraud?", History.BEGINNING.plusSeconds(3)));
        assertThat(released.state()).isEqualTo(State.CONFIRMED);
        assertThat(released.hold()).isNull();
    }

    @Test
    void a_cancelled_order_says_why() {
        OrderView order = given(PLACED, new OrderHeld("fraud?"), new OrderCancelled("it was"));

        assertThat(order.state()).isEqualTo(State.CANCELLED);
        assertThat(order.cancellation())
                .isEqualTo(new OrderView.Cancellation("it was", History.BEGINNING.plusSeconds(2)));
    }

    @Test
    void of_a_cancelled_order_the_shop_owes_what_it_has_collected_and_the_customer_nothing() {
        var cancelled = new OrderCancelled("changed my mind");
        var refunded = new RefundIssued(id(12), id(11), eur(2800));

        assertThat(given(PLACED, cancelled).payment().balance()).isEqualTo(eur(0));
        assertThat(given(PLACED, AUTHORIZED, CAPTURED, cancelled).payment().balance())
                .isEqualTo(eur(-2800));
        assertThat(given(PLACED, AUTHORIZED, CAPTURED, cancelled, refunded)
                        .payment()
                        .balance())
                .isEqualTo(eur(0));
    }

    @Test
    void address_contact_and_notes_are_as_they_were_said_last() {
        OrderView order = given(
                PLACED,
                new OrderAddressChanged(HOME, WORK),
                new OrderContactChanged(CONTACT, PHONE),
                new NoteAdded(id(30), "called"));

        assertThat(order.address()).isEqualTo(WORK);
        assertThat(order.contact()).isEqualTo(PHONE);
        assertThat(order.notes())
                .containsExactly(
                        new OrderView.Note(id(30), "called", "customer:test", History.BEGINNING.plusSeconds(3)));
    }

    @Test
    void an_edit_changes_lines_total_and_balance() {
        OrderView order = given(
                PLACED,
                AUTHORIZED,
                CAPTURED,
                new OrderEdited(
                        List.of(
                                new EditedLine(COFFEE, "COFFEE", "Coffee", 2, 1, eur(1250)),
                                new EditedLine(TEA, "TEA", "Tea", 1, 0, eur(300)),
                                new EditedLine(id(3), "MUG", "Mug", 0, 2, eur(700))),
                        eur(2800),
                        eur(2650),
                        eur(-150)));

        assertThat(order.lines())
                .extracting(Line::sku, Line::quantity, Line::total)
                .containsExactly(tuple("COFFEE", 1, eur(1250)), tuple("MUG", 2, eur(1400)));
        assertThat(order.totals()).isEqualTo(new Totals(2, 3, eur(2650)));
        assertThat(order.payment().balance()).isEqualTo(eur(-150));
    }

    @Test
    void an_edit_may_set_a_delivered_order_back() {
        OrderView order = given(
                DELIVERED,
                new OrderEdited(
                        List.of(new EditedLine(TEA, "TEA", "Tea", 1, 2, eur(300))), eur(2800), eur(3100), eur(300)));

        assertThat(order.state()).isEqualTo(State.PARTIALLY_SHIPPED);
        assertThat(order.payment().status()).isEqualTo(PaymentStatus.PARTIALLY_CAPTURED);
    }

    @Test
    void the_payment_status_looks_at_what_is_still_owed() {
        OrderEvent captured = new PaymentCaptured(id(11), "pi_1", eur(2800));

        assertThat(paid()).isEqualTo(PaymentStatus.NOT_PAID);
        assertThat(paid(new PaymentFailed(id(9), "pi_0", eur(2800)))).isEqualTo(PaymentStatus.FAILED);
        assertThat(paid(new PaymentAuthorized(id(10), "pi_1", eur(2799))))
                .isEqualTo(PaymentStatus.PARTIALLY_AUTHORIZED);
        assertThat(paid(AUTHORIZED)).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(paid(AUTHORIZED, new PaymentVoided(id(12), "pi_1", eur(2800))))
                .isEqualTo(PaymentStatus.NOT_PAID);
        assertThat(paid(AUTHORIZED, new PaymentCaptured(id(11), "pi_1", eur(1))))
                .isEqualTo(PaymentStatus.PARTIALLY_CAPTURED);
        assertThat(paid(AUTHORIZED, captured)).isEqualTo(PaymentStatus.PAID);
        assertThat(paid(AUTHORIZED, new PaymentCaptured(id(11), "pi_1", eur(2900))))
                .isEqualTo(PaymentStatus.CAPTURED);
        assertThat(paid(AUTHORIZED, captured, new RefundIssued(id(13), id(11), eur(2799))))
                .isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(paid(AUTHORIZED, captured, new RefundIssued(id(13), id(11), eur(2800))))
                .isEqualTo(PaymentStatus.REFUNDED);
        assertThat(paid(
                        AUTHORIZED,
                        captured,
                        new RefundIssued(id(13), id(11), eur(2800)),
                        new PaymentCaptured(id(14), "pi_2", eur(2800))))
                .isEqualTo(PaymentStatus.PAID);
        assertThat(paid(captured, new OrderCredited(id(15), eur(300), List.of(), ""), refunded(300)))
                .isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void what_does_not_add_up_needs_attention_until_it_does() {
        OrderEvent captured = new PaymentCaptured(id(11), "pi_1", eur(2800));
        OrderEvent contradiction = new PaymentContradicted(id(11), eur(2700));

        assertThat(given(PLACED, captured).attention())
                .containsExactly(
                        new OrderView.Attention(Reason.CAPTURED_WITHOUT_AUTHORIZATION, "pi_1", null, eur(2800)));
        assertThat(given(PLACED, captured, AUTHORIZED).attention()).isEmpty();
        OrderView contradicted = given(PLACED, captured, AUTHORIZED, contradiction);
        assertThat(contradicted.attention())
                .containsExactly(new OrderView.Attention(Reason.AMOUNT_CONTRADICTED, "pi_1", id(11), eur(100)));
        assertThat(contradicted.payment().captured()).isEqualTo(eur(2700));
        assertThat(contradicted.payment().entries().getFirst().told()).containsExactly(eur(2700), eur(2800));
    }

    @Test
    void a_withdrawn_confirmation_is_none() {
        OrderView order = given(PLACED, AUTHORIZED, CONFIRMED, new OrderConfirmationWithdrawn());

        assertThat(order.state()).isEqualTo(State.PLACED);
        assertThat(order.confirmedAt()).isNull();
    }

    @Test
    void an_order_that_is_assigned_is_the_customers() {
        assertThat(given(PLACED, new OrderAssigned("bob")).owner()).isEqualTo(new Owner.Customer("bob"));
    }

    @Test
    void a_credit_lowers_what_is_owed_and_a_refund_of_shipped_goods_does_too() {
        OrderView credited = given(DELIVERED, new OrderCredited(id(15), eur(200), List.of(), "scratched"));
        OrderView refunded = given(DELIVERED, refunded(200));

        assertThat(credited.payment().balance()).isEqualTo(eur(-200));
        assertThat(credited.payment().credited()).isEqualTo(eur(200));
        assertThat(credited.credits()).extracting(OrderView.Credit::reason).containsExactly("scratched");
        assertThat(refunded.payment().conceded()).isEqualTo(eur(200));
        assertThat(refunded.payment().owed()).isEqualTo(eur(2600));
        assertThat(refunded.payment().balance()).isEqualTo(eur(0));
    }

    @Test
    void units_of_a_shipment_arrive_are_lost_or_come_back() {
        var coffee = List.of(new LineQuantity(COFFEE, 1));
        OrderView order = given(
                PLACED,
                AUTHORIZED,
                CONFIRMED,
                shipped(id(20), new LineQuantity(COFFEE, 2), new LineQuantity(TEA, 1)),
                new ShipmentDelivered(id(20), List.of(new LineQuantity(TEA, 1))),
                new ShipmentLost(id(20), coffee),
                new ShipmentReturnedToSender(id(20), coffee));

        assertThat(order.state()).isEqualTo(State.PARTIALLY_SHIPPED);
        assertThat(order.lines())
                .extracting(Line::shipped, Line::delivered, Line::lost)
                .containsExactly(tuple(0, 0, 2), tuple(1, 1, 0));
        assertThat(order.shipments().getFirst().lost()).isEqualTo(coffee);
        assertThat(order.shipments().getFirst().returnedToSender()).isEqualTo(coffee);
        assertThat(order.shipments().getFirst().delivered()).containsExactly(new LineQuantity(TEA, 1));
    }

    @Test
    void a_return_comes_back_in_parts_and_an_exchange_is_sent_again() {
        var coffee = List.of(new LineQuantity(COFFEE, 1));
        OrderView order = given(
                DELIVERED,
                new ReturnRequested(id(40), List.of(new LineQuantity(COFFEE, 2)), "broken", true),
                new ReturnApproved(id(40)),
                new ReturnReceived(id(40), coffee, ReturnCondition.DEFECTIVE, eur(0)),
                new ReplacementShipped(id(22), id(40), coffee, "DHL", "JJD2"));
        OrderView.Return exchange = order.returns().getFirst();

        assertThat(exchange.progress()).isEqualTo(OrderView.ReturnProgress.PARTIALLY_RECEIVED);
        assertThat(exchange.received()).isEqualTo(coffee);
        assertThat(exchange.replaced()).isEqualTo(coffee);
        assertThat(exchange.receipts()).hasSize(1);
        assertThat(order.lines().getFirst().returned()).isEqualTo(1);
        assertThat(order.payment().owed()).isEqualTo(eur(2800));
        assertThat(order.shipments().getLast().replacementFor()).isEqualTo(id(40));
    }

    @Test
    void payments_are_summed_and_listed() {
        var payment = given(
                        PLACED,
                        AUTHORIZED,
                        new PaymentCaptured(id(11), "ch_1", eur(1000)),
                        new PaymentVoided(id(12), "vo_1", eur(500)),
                        new RefundIssued(id(13), id(11), eur(200)))
                .payment();

        assertThat(payment.authorized()).isEqualTo(eur(2300));
        assertThat(payment.captured()).isEqualTo(eur(1000));
        assertThat(payment.refunded()).isEqualTo(eur(200));
        assertThat(payment.balance()).isEqualTo(eur(2000));
        assertThat(payment.entries())
                .extracting(OrderView.PaymentEntry::kind, OrderView.PaymentEntry::amount)
                .containsExactly(
                        tuple(PaymentKind.AUTHORIZED, eur(2800)),
                        tuple(PaymentKind.CAPTURED, eur(1000)),
                        tuple(PaymentKind.VOIDED, eur(500)),
                        tuple(PaymentKind.REFUNDED, eur(200)));
    }

    @Test
    void a_return_is_told_from_request_to_receipt() {
        OrderEvent requested = new ReturnRequested(id(40), List.of(new LineQuantity(COFFEE, 1)), "too bitter");
        OrderEvent approved = new ReturnApproved(id(40));
        OrderEvent received = new ReturnReceived(id(40), ReturnCondition.DAMAGED, eur(1000));

        assertThat(given(DELIVERED).returnStatus()).isEqualTo(ReturnStatus.NONE);
        assertThat(given(DELIVERED, requested).returnStatus()).isEqualTo(ReturnStatus.REQUESTED);
        assertThat(given(DELIVERED, requested, approved).returnStatus()).isEqualTo(ReturnStatus.APPROVED);
        OrderView back = given(DELIVERED, requested, approved, received);
        assertThat(back.returnStatus()).isEqualTo(ReturnStatus.PARTIALLY_RETURNED);
        assertThat(back.payment().balance()).isEqualTo(eur(-1000));
        assertThat(back.lines().getFirst().returned()).isEqualTo(1);
        assertThat(back.returns().getFirst().credit()).isEqualTo(eur(1000));
    }

    @Test
    void everything_that_came_back_is_returned() {
        OrderView order = given(
                DELIVERED,
                new ReturnRequested(
                        id(40), List.of(new LineQuantity(COFFEE, 2), new LineQuantity(TEA, 1)), "too bitter"),
                new ReturnApproved(id(40)),
                new ReturnReceived(id(40), ReturnCondition.RESELLABLE, eur(2800)),
                new RefundIssued(id(41), id(11), eur(2800)));

        assertThat(order.returnStatus()).isEqualTo(ReturnStatus.RETURNED);
        assertThat(order.payment().balance()).isEqualTo(eur(0));
    }

    @Test
    void a_rejected_return_says_why_and_counts_no_more() {
        OrderView order = given(
                DELIVERED,
                new ReturnRequested(id(40), List.of(new LineQuantity(COFFEE, 1)), "too bitter"),
                new ReturnRejected(id(40), "opened"));

        assertThat(order.returnStatus()).isEqualTo(ReturnStatus.NONE);
        assertThat(order.returns().getFirst().rejectedBecause()).isEqualTo("opened");
    }

    @Test
    void a_shipment_has_the_time_of_its_delivery() {
        OrderView order = given(PLACED, AUTHORIZED, CONFIRMED, FIRST_SHIPPED, FIRST_DELIVERED);

        assertThat(order.shipments())
                .containsExactly(new OrderView.Shipment(
                        id(20),
                        List.of(new LineQuantity(COFFEE, 1)),
                        "DHL",
                        "JJD1",
                        HOME,
                        false,
                        null,
                        List.of(new LineQuantity(COFFEE, 1)),
                        List.of(),
                        List.of(),
                        History.BEGINNING.plusSeconds(3),
                        History.BEGINNING.plusSeconds(4)));
        assertThat(order.lines().getFirst().delivered()).isEqualTo(1);
    }

    @Test
    void a_history_that_tells_of_what_is_not_there_is_no_history() {
        assertThatThrownBy(() -> given(CONFIRMED)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> given(PLACED, PLACED)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(PLACED, FIRST_DELIVERED)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(PLACED, new ReturnApproved(id(40)))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(PLACED, shipped(id(20), new LineQuantity(id(9), 1))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static OrderEvent refunded(long cents) {
        return new RefundIssued(id(16), id(11), null, null, eur(cents), true);
    }

    private static PaymentStatus paid(OrderEvent... payments) {
        return given(List.of(PLACED), payments).payment().status();
    }

    private static OrderView given(List<OrderEvent> before, OrderEvent... more) {
        var all = new ArrayList<>(before);
        all.addAll(List.of(more));
        return given(all.toArray(OrderEvent[]::new));
    }

    private static OrderView given(OrderEvent... events) {
        OrderView order = null;
        for (Envelope recorded : new History().record(new StreamId("order", ORDER.toString()), events)) {
            order = OrderView.evolve(order, RecordedEvent.of(recorded));
        }
        return Objects.requireNonNull(order);
    }

    private static OrderEvent shipped(UUID id, LineQuantity... lines) {
        return new ShipmentCreated(id, List.of(lines), "DHL", "JJD1");
    }

    private static UUID id(int number) {
        return new UUID(2, number);
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}
