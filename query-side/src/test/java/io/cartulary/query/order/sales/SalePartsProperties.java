package io.cartulary.query.order.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.pricing.Shares;
import io.cartulary.query.list.Unread;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.order.PricedOrders;
import io.cartulary.query.store.Unconnected;
import io.cartulary.query.view.Batching;
import io.cartulary.query.view.Transition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What orders with discounts, shipping and taxes add to the sales, as their units come back one by one. */
class SalePartsProperties {

    private static final SalesByDay SALES = new SalesByDay(Unconnected.store(), Unread.config());

    @Property(tries = 300)
    void rows_of_the_report_are_the_same_however_the_events_were_batched(@ForAll Random chance) {
        Batching.rowsAreTheSame(SALES, steps(story(PricedOrders.random(chance), chance)), chance);
    }

    @Property(tries = 2000)
    void an_order_adds_what_its_price_consists_of(@ForAll Random chance) {
        OrderPlaced placed = PricedOrders.random(chance);
        PricedCart price = placed.price();

        SaleParts parts = SaleParts.of(steps(List.of(placed)).getLast().after());

        assertThat(parts.tax())
                .isEqualTo(
                        price.taxes() == null
                                ? 0
                                : price.taxes().stream()
                                        .mapToLong(TaxAmount::amount)
                                        .sum());
        assertThat(parts.discount()).isEqualTo(price.discount());
        assertThat(parts.shipping() + parts.tax()).isLessThanOrEqualTo(price.total());
    }

    @Property(tries = 2000)
    void tax_and_shipping_are_parts_of_what_is_owed_at_any_time(@ForAll Random chance) {
        assertThat(steps(story(PricedOrders.random(chance), chance)))
                .extracting(Transition::after)
                .allSatisfy(order -> {
                    SaleParts parts = SaleParts.of(order);
                    assertThat(parts.tax()).isBetween(0L, order.payment().owed().amount());
                    assertThat(parts.shipping())
                            .isBetween(0L, order.payment().owed().amount());
                    assertThat(parts.discount()).isNotNegative();
                });
    }

    /** What is left of an order that came back as a whole is its shipping; when that is credited, too, nothing is. */
    @Property(tries = 2000)
    void what_comes_back_takes_everything_off(@ForAll Random chance) {
        OrderPlaced placed = PricedOrders.random(chance);
        List<OrderEvent> story = story(placed, chance);

        OrderView back = steps(story).getLast().after();
        long owed = back.payment().owed().amount();
        List<OrderEvent> all = new ArrayList<>(story);
        all.add(new OrderCredited(new UUID(4, 0), new Money(owed, back.currency()), List.of(), "shipping"));

        SaleParts left = SaleParts.of(back);
        assertThat(left.discount()).isZero();
        assertThat(left.tax() + left.shipping()).isEqualTo(owed);
        assertThat(SaleParts.of(steps(all).getLast().after())).isEqualTo(SaleParts.NONE);
    }

    /** All units come back one by one, in any order, for what they cost. */
    private static List<OrderEvent> story(OrderPlaced placed, Random chance) {
        List<PricedLine> units = new ArrayList<>();
        placed.price().lines().forEach(line -> units.addAll(Collections.nCopies(line.quantity(), line)));
        Collections.shuffle(units, chance);
        List<OrderEvent> story = new ArrayList<>();
        story.add(placed);
        Map<UUID, Integer> back = new HashMap<>();
        Map<UUID, Long> credited = new HashMap<>();
        for (PricedLine line : units) {
            int count = back.merge(line.lineId(), 1, Integer::sum);
            long before = credited.getOrDefault(line.lineId(), 0L);
            long credit = Shares.share(
                    line.total(), line.quantity(), count, before, placed.terms().rounding());
            credited.merge(line.lineId(), credit, Long::sum);
            var id = new UUID(3, story.size());
            story.add(new ReturnRequested(id, List.of(new LineQuantity(line.lineId(), 1)), "broken"));
            story.add(new ReturnReceived(
                    id,
                    ReturnCondition.RESELLABLE,
                    new Money(credit, placed.total().currency())));
        }
        return story;
    }

    private static List<Transition<OrderView>> steps(List<OrderEvent> story) {
        return Batching.steps(new StreamId("order", new UUID(0, 9).toString()), story, OrderView::evolve);
    }
}
