package io.cartulary.query.order.sales;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.query.History;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.order.sales.Sale.Kind;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Transition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SaleTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");
    private static final UUID LINE = new UUID(0, 1);
    private static final OrderEvent PLACED = new OrderPlaced(
            "7Q4K-2M9X-C3TB",
            5,
            new Owner.Customer("alice"),
            List.of(new OrderLine(LINE, "COFFEE", "Coffee", 2, eur(1250))),
            new Totals(1, 2, eur(2500)),
            new Address("Erika Mustermann", "Heidestraße 17", null, "51147", "Köln", null, "DE"),
            new Contact("erika@example.com", null));
    private static final OrderEvent EDITED = edited(2, 3, 2500, 3750);

    @Test
    void an_order_adds_its_total() {
        assertThat(sales(PLACED)).containsExactly(new Sale(Kind.PLACED, eur(2500)));
    }

    @Test
    void an_edit_adds_or_takes_back_what_the_total_changes_by() {
        assertThat(sales(PLACED, EDITED, edited(3, 1, 3750, 1250)))
                .containsExactly(
                        new Sale(Kind.PLACED, eur(2500)),
                        new Sale(Kind.EDITED, eur(1250)),
                        new Sale(Kind.EDITED, eur(-2500)));
    }

    @Test
    void a_cancellation_takes_back_all_there_was() {
        assertThat(sales(PLACED, EDITED, new OrderCancelled("no longer needed")))
                .endsWith(new Sale(Kind.CANCELLED, eur(-3750)))
                .extracting(sale -> sale.amount().amount())
                .satisfies(amounts -> assertThat(
                                amounts.stream().mapToLong(Long::longValue).sum())
                        .isZero());
    }

    @Test
    void what_came_back_takes_back_what_is_credited_and_money_only_settles_it() {
        var payment = UUID.randomUUID();
        var parcel = UUID.randomUUID();
        var back = UUID.randomUUID();
        var units = List.of(new LineQuantity(LINE, 2));

        assertThat(sales(
                        PLACED,
                        new PaymentAuthorized(UUID.randomUUID(), "pi_1", eur(2500)),
                        new OrderConfirmed(),
                        new PaymentCaptured(payment, "ch_1", eur(2500)),
                        new ShipmentCreated(parcel, units, "DHL", "JJD1"),
                        new ShipmentDelivered(parcel),
                        new ReturnRequested(back, units, "broken"),
                        new ReturnReceived(back, ReturnCondition.DAMAGED, eur(2000)),
                        new RefundIssued(UUID.randomUUID(), payment, eur(2000))))
                .containsExactly(new Sale(Kind.PLACED, eur(2500)), new Sale(Kind.RETURNED, eur(-2000)));
    }

    @Test
    void a_credit_takes_back_its_amount_and_a_refund_what_the_shop_did_not_owe() {
        var parcel = UUID.randomUUID();
        var payment = UUID.randomUUID();
        OrderEvent credited = new OrderCredited(UUID.randomUUID(), eur(200), List.of(), "scratched");
        OrderEvent refunded = new RefundIssued(UUID.randomUUID(), payment, null, null, eur(200), true);
        List<OrderEvent> shipped = List.of(
                PLACED,
                new PaymentCaptured(payment, "pi_1", eur(2500)),
                new ShipmentCreated(parcel, List.of(new LineQuantity(LINE, 2)), "DHL", "JJD1"));
        var placed = new Sale(Kind.PLACED, eur(2500));
        var off = new Sale(Kind.CREDITED, eur(-200));

        assertThat(sales(shipped, refunded)).containsExactly(placed, off);
        assertThat(sales(shipped, credited, refunded)).containsExactly(placed, off);
        assertThat(sales(shipped, refunded, credited)).containsExactly(placed, off);
        assertThat(sales(shipped, refunded, new PaymentCaptured(UUID.randomUUID(), "pi_2", eur(200))))
                .containsExactly(placed, off, new Sale(Kind.CREDITED, eur(200)));
    }

    @Test
    void a_cancellation_takes_back_what_was_not_credited_before() {
        assertThat(sales(
                        PLACED,
                        new OrderCredited(UUID.randomUUID(), eur(200), List.of(), "late"),
                        new OrderCancelled("no longer needed")))
                .endsWith(new Sale(Kind.CREDITED, eur(-200)), new Sale(Kind.CANCELLED, eur(-2300)));
    }

    @Test
    void a_report_adds_up_parts_of_a_day_and_keeps_currencies_apart() {
        var monday = LocalDate.parse("2026-11-23");
        var tuesday = monday.plusDays(1);
        var report = SalesReport.of(
                monday,
                tuesday,
                UTC,
                List.of(
                        new SalesReport.Day(tuesday, Turnover.of(EUR, 0, 0, 0, -100, -50, 0)),
                        new SalesReport.Day(monday, Turnover.of(USD, 1, 300, 0, 0, 0, 0)),
                        new SalesReport.Day(monday, Turnover.of(EUR, 1, 100, 20, 0, 0, 0)),
                        new SalesReport.Day(monday, Turnover.of(EUR, 2, 200, -5, 0, 0, 0))));

        assertThat(report.days())
                .containsExactly(
                        new SalesReport.Day(monday, Turnover.of(EUR, 3, 300, 15, 0, 0, 0)),
                        new SalesReport.Day(monday, Turnover.of(USD, 1, 300, 0, 0, 0, 0)),
                        new SalesReport.Day(tuesday, Turnover.of(EUR, 0, 0, 0, -100, -50, 0)));
        assertThat(report.totals())
                .containsExactly(Turnover.of(EUR, 3, 300, 15, -100, -50, 0), Turnover.of(USD, 1, 300, 0, 0, 0, 0));
        assertThat(report.totals().getFirst().net()).isEqualTo(eur(165));
    }

    private static List<Sale> sales(List<OrderEvent> before, OrderEvent... more) {
        return sales(Stream.concat(before.stream(), Stream.of(more)).toArray(OrderEvent[]::new));
    }

    private static List<Sale> sales(OrderEvent... events) {
        List<Sale> sales = new ArrayList<>();
        OrderView order = null;
        for (Envelope recorded : new History().record(new StreamId("order", new UUID(0, 9).toString()), events)) {
            RecordedEvent event = RecordedEvent.of(recorded);
            OrderView after = OrderView.evolve(order, event);
            sales.addAll(Sale.of(new Transition<>(order, event, after)));
            order = after;
        }
        return sales;
    }

    private static OrderEvent edited(int from, int to, long before, long after) {
        return new OrderEdited(
                List.of(new EditedLine(LINE, "COFFEE", "Coffee", from, to, eur(1250))),
                eur(before),
                eur(after),
                eur(after));
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}
