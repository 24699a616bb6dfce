package io.cartulary.query.order.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.query.History;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.order.PricedOrders;
import io.cartulary.query.order.PricedOrders.Goods;
import io.cartulary.query.timeline.RecordedEvent;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What an order's sales consist of. The order: three units of 10.00 (19 % tax) and a book of 20.00 (7 %), 10 % off, shipping
 * 4.90. The customer pays 27.00 (tax 4.31), 18.00 (1.18) and 4.90 (0.78).
 */
class SalePartsTest {

    private static final UUID COFFEE = PricedOrders.line(0);
    private static final UUID BOOK = PricedOrders.line(1);
    private static final OrderEvent PLACED =
            PricedOrders.placed(new Goods(3, 1000, TaxTerms.STANDARD), new Goods(1, 2000, "books"));

    @Test
    void an_order_has_what_its_price_consists_of() {
        assertThat(parts(PLACED)).isEqualTo(new SaleParts(500, 412, 627));
    }

    @Test
    void an_order_without_terms_has_none() {
        assertThat(parts(PLACED, new OrderCancelled("no longer needed"))).isEqualTo(SaleParts.NONE);
        assertThat(SaleParts.of(null)).isEqualTo(SaleParts.NONE);
    }

    @Test
    void units_that_come_back_take_off_their_own_tax_and_discount() {
        assertThat(partsAfter(returned(1, BOOK, 1, 1800))).isEqualTo(new SaleParts(300, 412, 509));
        assertThat(partsAfter(returned(1, COFFEE, 1, 900), returned(2, COFFEE, 2, 1800)))
                .isEqualTo(new SaleParts(200, 412, 196));
    }

    @Test
    void units_that_come_back_for_less_take_off_less_tax() {
        assertThat(partsAfter(returned(1, BOOK, 1, 900))).isEqualTo(new SaleParts(300, 412, 568));
        assertThat(partsAfter(returned(1, BOOK, 1, 0))).isEqualTo(new SaleParts(300, 412, 627));
    }

    @Test
    void an_exchange_takes_off_nothing() {
        var id = new UUID(3, 1);
        List<LineQuantity> book = List.of(new LineQuantity(BOOK, 1));

        assertThat(parts(
                        PLACED,
                        new ReturnRequested(id, book, "torn", true),
                        new ReturnReceived(id, ReturnCondition.DAMAGED, eur(0))))
                .isEqualTo(parts(PLACED));
    }

    @Test
    void a_credit_for_the_order_takes_off_tax_and_shipping_in_proportion() {
        assertThat(parts(PLACED, credited(499))).isEqualTo(new SaleParts(500, 371, 564));
        assertThat(parts(PLACED, credited(4990))).isEqualTo(new SaleParts(500, 0, 0));
    }

    @Test
    void an_edit_changes_them_with_the_units() {
        var fewer = new EditedLine(COFFEE, "SKU-0", "Goods", 3, 1, eur(1000));
        var added = new EditedLine(new UUID(2, 0), "TEA", "Tea", 0, 1, eur(500));

        assertThat(parts(PLACED, edited(fewer))).isEqualTo(new SaleParts(300, 412, 340));
        assertThat(parts(PLACED, edited(added))).isEqualTo(parts(PLACED));
    }

    @Test
    void a_line_that_an_edit_adds_has_its_tax() {
        var line = new UUID(2, 0);
        var price = new PricedLine(line, 1, 500, 500, List.of(), new TaxAmount(Rate.of("0.19"), 420, 80), 500);
        var added = new EditedLine(line, "TEA", "Tea", 0, 1, eur(500), null, price);

        assertThat(parts(PLACED, edited(added))).isEqualTo(new SaleParts(500, 412, 707));
    }

    private static OrderEvent edited(EditedLine line) {
        return new OrderEdited(List.of(line), eur(0), eur(0), eur(0));
    }

    private static OrderEvent credited(long amount) {
        return new OrderCredited(UUID.randomUUID(), eur(amount), List.of(), "late");
    }

    private static OrderEvent[] returned(int number, UUID line, int units, long credit) {
        var id = new UUID(3, number);
        List<LineQuantity> lines = List.of(new LineQuantity(line, units));
        return new OrderEvent[] {
            new ReturnRequested(id, lines, "broken"), new ReturnReceived(id, ReturnCondition.DAMAGED, eur(credit))
        };
    }

    private static SaleParts partsAfter(OrderEvent[]... more) {
        return parts(Stream.concat(Stream.of(PLACED), Stream.of(more).flatMap(Stream::of))
                .toArray(OrderEvent[]::new));
    }

    private static SaleParts parts(OrderEvent... events) {
        OrderView order = null;
        for (Envelope recorded : new History().record(new StreamId("order", new UUID(0, 9).toString()), events)) {
            order = OrderView.evolve(order, RecordedEvent.of(recorded));
        }
        return SaleParts.of(order);
    }

    private static Money eur(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }
}
