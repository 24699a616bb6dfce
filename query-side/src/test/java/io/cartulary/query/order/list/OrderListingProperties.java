package io.cartulary.query.order.list;

import io.cartulary.query.list.Unread;
import io.cartulary.query.order.OrderStories;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.store.Unconnected;
import io.cartulary.query.view.Batching;
import io.cartulary.query.view.SecondaryTable;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OrderListingProperties {

    private static final List<SecondaryTable<OrderView>> LISTINGS = List.of(
            new OrderNumbers(Unconnected.store()),
            new OrdersByCustomer(Unconnected.store()),
            new OrdersByDay(Unconnected.store(), Unread.lists()),
            new OrdersWithAttention(Unconnected.store(), Unread.lists()));

    @Property(tries = 300)
    void rows_of_lists_are_the_same_however_the_events_were_batched(@ForAll Random chance) {
        var steps = OrderStories.steps(chance);

        LISTINGS.forEach(listing -> Batching.rowsAreTheSame(listing, steps, chance));
    }
}
