package io.cartulary.query.cart.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RemovalTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID CART = new UUID(0, 9);
    private static final UUID TEA = new UUID(0, 1);
    private static final UUID MUG = new UUID(0, 2);

    @Test
    void a_line_that_is_taken_out_is_a_removal() {
        assertThat(removals(added(TEA, "TEA"), new ItemRemoved(TEA, "TEA", 3)))
                .containsExactly(new Removal("TEA", CART, TEA, 3, at(2)));
    }

    @Test
    void so_is_every_line_of_a_cart_that_is_cleared() {
        var cleared = new CartCleared(List.of(new ClearedLine(TEA, "TEA", 1), new ClearedLine(MUG, "MUG", 2)));

        assertThat(removals(added(TEA, "TEA"), added(MUG, "MUG"), cleared))
                .containsExactly(new Removal("TEA", CART, TEA, 1, at(3)), new Removal("MUG", CART, MUG, 2, at(3)));
    }

    @Test
    void fewer_units_and_a_restoration_are_none() {
        assertThat(removals(added(TEA, "TEA"), new ItemQuantityChanged(TEA, 3, 1), new CartRestored(1, List.of())))
                .isEmpty();
    }

    private static List<Removal> removals(CartEvent... events) {
        var all = new ArrayList<CartEvent>();
        all.add(new CartCreated(new Owner.Customer("alice"), EUR));
        all.addAll(List.of(events));
        List<Removal> removals = new ArrayList<>();
        CartView cart = null;
        for (Envelope recorded :
                new History().record(new StreamId("cart", CART.toString()), all.toArray(CartEvent[]::new))) {
            RecordedEvent event = RecordedEvent.of(recorded);
            CartView after = CartView.evolve(cart, event);
            removals.addAll(Removal.of(new Transition<>(cart, event, after)));
            cart = after;
        }
        return removals;
    }

    private static Instant at(int seconds) {
        return History.BEGINNING.plusSeconds(seconds);
    }

    private static CartEvent added(UUID line, String sku) {
        return new ItemAdded(line, sku, "Product", 3, new Money(450, EUR));
    }
}
