package io.cartulary.query.order.sales;

import io.cartulary.query.list.Unread;
import io.cartulary.query.order.OrderStories;
import io.cartulary.query.projection.Batching;
import io.cartulary.query.store.Unconnected;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SalesProperties {

    private static final SalesByDay SALES = new SalesByDay(Unconnected.store(), Unread.config());

    @Property(tries = 300)
    void rows_of_the_report_are_the_same_however_the_events_were_batched(@ForAll Random chance) {
        Batching.rowsAreTheSame(SALES, OrderStories.steps(chance), chance);
    }
}
