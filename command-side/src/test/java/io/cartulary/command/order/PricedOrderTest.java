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
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.Totals;
import java.util.ArrayList;
import java.util.List;
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
