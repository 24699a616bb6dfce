package io.cartulary.query.cart.list;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartAbandoned;
import io.cartulary.contracts.CartEvent.CartAssigned;
import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.CartReactivated;
import io.cartulary.contracts.CartEvent.ClearedLine;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.list.Unread;
import io.cartulary.query.projection.Batching;
import io.cartulary.query.projection.Listing;
import io.cartulary.query.store.Unconnected;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CartListingProperties {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final List<Listing<CartView>> LISTINGS = List.of(
            new CartsAbandoned(Unconnected.store(), Unread.lists()),
            new CartsByCustomer(Unconnected.store()),
            new RemovalsBySku(Unconnected.store()));

    @Property(tries = 300)
    void rows_of_lists_are_the_same_however_the_events_were_batched(@ForAll Random chance) {
        var stream = new StreamId("cart", new UUID(chance.nextLong(), chance.nextLong()).toString());
        var steps = Batching.<CartView>steps(stream, story(chance), CartView::evolve);

        LISTINGS.forEach(listing -> Batching.rowsAreTheSame(listing, steps, chance));
    }

    /** Of a guest's cart or a customer's, that is given up and come back to, with lines that come and go. */
    private static List<CartEvent> story(Random chance) {
        List<CartEvent> story = new ArrayList<>();
        List<UUID> lines = new ArrayList<>();
        boolean guest = chance.nextBoolean();
        story.add(new CartCreated(guest ? new Owner.Guest(new UUID(0, 1)) : new Owner.Customer("alice"), EUR));
        for (int i = chance.nextInt(30); i > 0; i--) {
            switch (chance.nextInt(6)) {
                case 0 -> {
                    story.add(new CartAbandoned(History.BEGINNING));
                    if (chance.nextBoolean()) {
                        story.add(new CartReactivated());
                    } else {
                        return story;
                    }
                }
                case 1 -> {
                    if (guest) {
                        story.add(new CartAssigned("bob"));
                        guest = false;
                    }
                }
                case 2 -> {
                    if (!lines.isEmpty()) {
                        story.add(new ItemRemoved(lines.removeLast(), "tea", 2));
                    }
                }
                case 3 -> {
                    if (!lines.isEmpty()) {
                        story.add(new CartCleared(lines.stream()
                                .map(line -> new ClearedLine(line, "tea", 2))
                                .toList()));
                        lines.clear();
                    }
                }
                default -> {
                    var line = new UUID(i, chance.nextLong());
                    story.add(new ItemAdded(line, "tea", "Tea", 2, new Money(450, EUR)));
                    lines.add(line);
                }
            }
        }
        return story;
    }
}
