package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.COFFEE;
import static io.cartulary.command.order.Examples.CONTACT;
import static io.cartulary.command.order.Examples.EUR;
import static io.cartulary.command.order.Examples.HOME;
import static io.cartulary.command.order.Examples.PLACED;
import static io.cartulary.command.order.Examples.TOTAL;
import static io.cartulary.command.order.Examples.coffees;
import static io.cartulary.command.order.Examples.eur;
import static io.cartulary.command.order.Examples.id;
import static io.cartulary.command.order.Examples.shipment;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.contracts.Discount;
import io.cartulary.contracts.ExternalTax;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.ProductPrice;
import io.cartulary.contracts.ProductTerms;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An order of three coffees for 10.00 instead of 36.00, with shipping for 4.90. */
class PricedOrderTest {

    private static final long PRICE = 1490;
    private static final OrderEvent DISCOUNTED = new OrderPlaced(
            "7Q4K-2M9X-C3TB",
            5,
            new Owner.Customer("alice"),
            List.of(new OrderLine(COFFEE, "COFFEE", "Coffee", 3, eur(1200))),
            new Totals(1, 3, eur(3600)),
            HOME,
            CONTACT,
            new PriceTerms(
                    Rounding.HALF_EVEN,
                    List.of(new PromotionTerms(
                            "sale",
                            new PromotionTarget.Order(),
                            new PromotionEffect.AmountOff(List.of(eur(2600))),
                            PromotionConditions.NONE,
                            0,
                            false)),
                    null,
                    new ShippingTerms("parcel", ShippingPrice.flat(eur(490)), null),
                    null,
                    "DE",
                    null),
            new PricedCart(
                    EUR,
                    List.of(new PricedLine(
                            COFFEE, 3, 1200, 3600, List.of(new Discount("sale", null, 2600)), null, 1000)),
                    3600,
                    2600,
                    new PricedShipping("parcel", 490, List.of(), null, 490),
                    List.of(),
                    null,
                    PRICE));
    private static final List<OrderEvent> DELIVERED = List.of(
            DISCOUNTED,
            new PaymentAuthorized(id(1), "pi_1", eur(PRICE)),
            new PaymentCaptured(id(2), "pi_1", eur(PRICE)),
            new OrderConfirmed(),
            shipment(id(10), coffees(3)),
            new ShipmentDelivered(id(10)));

    private final DeciderSpecification<Order, OrderCommand, OrderEvent> order =
            new DeciderSpecification<>(Order.DECIDER);

    /** 19 %, food 7 %, not in the prices. */
    private static final TaxTerms TAX = new TaxTerms(
            "DE",
            null,
            Map.of(TaxTerms.STANDARD, Rate.of("0.19"), "food", Rate.of("0.07")),
            false,
            TaxTerms.TaxLevel.LINE,
            Rounding.HALF_EVEN,
            TaxTerms.RoundingTarget.NET);

    private static final ProductPrice REGULARS = new ProductPrice(800, EUR, "DE", "regulars", null, null);
    private static final Offer TEA =
            new Offer(new ProductListed("Tea", eur(1000), Map.of("de", "Tee"), null, null, "food", List.of(REGULARS)));

    @Test
    void a_line_that_an_edit_adds_has_the_price_and_the_tax_of_the_order() {
        OrderEvent taxed = taxed(new PriceTerms(Rounding.HALF_EVEN, null, null, null, TAX, "DE", "regulars"));

        order.given(taxed)
                .when(new Edit(List.of(new AddedLine(id(5), "TEA", 3, TEA)), eur(1190 + 2568)))
                .then(new OrderEdited(
                        List.of(new EditedLine(
                                id(5),
                                "TEA",
                                "Tea",
                                0,
                                3,
                                eur(800),
                                new ProductTerms(Map.of("de", "Tee"), null, "food", REGULARS),
                                new PricedLine(
                                        id(5),
                                        3,
                                        800,
                                        2400,
                                        List.of(),
                                        new TaxAmount(Rate.of("0.07"), 2400, 168),
                                        2568))),
                        eur(1190),
                        eur(1190 + 2568),
                        eur(1190 + 2568)));
    }

    /** A third of 25.68 is 8.56. */
    @Test
    void its_units_cost_their_share_of_its_price_with_tax() {
        OrderEvent taxed = taxed(new PriceTerms(Rounding.HALF_EVEN, null, null, null, TAX, "DE", "regulars"));
        OrderEvent edited = order.given(taxed)
                .when(new Edit(List.of(new AddedLine(id(5), "TEA", 3, TEA)), null))
                .events()
                .getFirst();

        var again = (OrderEdited) order.given(taxed, edited)
                .when(new Edit(List.of(new ChangedLine(id(5), 2)), null))
                .events()
                .getFirst();

        assertThat(again.totalBefore()).isEqualTo(eur(1190 + 2568));
        assertThat(again.totalAfter()).isEqualTo(eur(1190 + 2 * 856));
    }

    @Test
    void taxes_of_another_system_are_of_the_lines_that_it_has_seen() {
        OrderEvent external = taxed(new PriceTerms(
                Rounding.HALF_EVEN, null, null, null, TAX, "DE", null, new ExternalTax(5, false, List.of(), null)));

        var edited = (OrderEdited) order.given(external)
                .when(new Edit(List.of(new AddedLine(id(5), "TEA", 3, TEA)), null))
                .events()
                .getFirst();

        assertThat(edited.deltas()).extracting(EditedLine::price).containsOnlyNulls();
        assertThat(edited.totalAfter()).isEqualTo(eur(1190 + 3000));
    }

    /** A coffee for 10.00, and 1.90 tax. */
    private static OrderEvent taxed(PriceTerms terms) {
        return new OrderPlaced(
                "7Q4K-2M9X-C3TB",
                5,
                new Owner.Customer("alice"),
                List.of(new OrderLine(COFFEE, "COFFEE", "Coffee", 1, eur(1000))),
                new Totals(1, 1, eur(1000)),
                HOME,
                CONTACT,
                terms,
                new PricedCart(
                        EUR,
                        List.of(new PricedLine(
                                COFFEE, 1, 1000, 1000, List.of(), new TaxAmount(Rate.of("0.19"), 1000, 190), 1190)),
                        1000,
                        0,
                        null,
                        List.of(),
                        List.of(new TaxAmount(Rate.of("0.19"), 1000, 190)),
                        1190));
    }

    @Test
    void what_has_to_be_covered_is_the_price() {
        order.given(DISCOUNTED, new PaymentAuthorized(id(1), "pi_1", eur(PRICE)))
                .when(new Confirm())
                .then(new OrderConfirmed());
        order.given(DISCOUNTED, new PaymentAuthorized(id(1), "pi_1", eur(PRICE - 1)))
                .when(new Confirm())
                .thenRejected(OrderRejection.NOT_FULLY_AUTHORIZED);
    }

    @Test
    void units_that_come_back_one_by_one_add_up_to_what_was_charged() {
        List<OrderEvent> history = new ArrayList<>(DELIVERED);
        List<Long> credits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            history.add(new ReturnRequested(id(20 + i), List.of(coffees(1)), "Too bitter"));
            history.add(new ReturnApproved(id(20 + i)));
            var received = (ReturnReceived) order.given(history)
                    .when(new ReceiveReturn(id(20 + i), null, ReturnCondition.RESELLABLE, null))
                    .events()
                    .getFirst();
            credits.add(received.credit().amount());
            history.add(received);
        }

        assertThat(credits).containsExactly(333L, 334L, 333L);
        assertThat(((Order.Known) order.given(history).state()).money().owed()).isEqualTo(490);
    }

    @Test
    void fewer_units_cost_their_share() {
        assertThat(order.given(DISCOUNTED)
                        .when(new Edit(List.of(new ChangedLine(COFFEE, 2)), null))
                        .events())
                .first()
                .isInstanceOfSatisfying(OrderEdited.class, edited -> {
                    assertThat(edited.totalBefore()).isEqualTo(eur(PRICE));
                    assertThat(edited.totalAfter()).isEqualTo(eur(667 + 490));
                });
    }

    @Test
    void an_order_without_terms_costs_what_its_lines_do() {
        assertThat(((OrderPlaced) PLACED).total()).isEqualTo(new Money(TOTAL, EUR));
        assertThat(((OrderPlaced) PLACED).price().lines())
                .extracting(PricedLine::total)
                .containsExactly(2500L, 300L);
    }
}
