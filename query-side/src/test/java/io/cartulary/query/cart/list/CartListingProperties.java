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
import io.cartulary.query.list.Unread;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Unconnected;
import io.cartulary.query.store.WrittenRows;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Batching;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CartListingProperties {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final List<SecondaryTable<CartView>> LISTINGS = List.of(
            new CartsAbandoned(Unconnected.store(), Unread.lists()),
            new CartsByCustomer(Unconnected.store()),
            new RemovalsBySku(Unconnected.store()));

    @Property(tries = 300)
    void rows_of_lists_are_the_same_however_the_events_were_batched(@ForAll Random chance) {
        var stream = new StreamId("cart", new UUID(chance.nextLong(), chance.nextLong()).toString());
        var steps = Batching.<CartView>steps(stream, story(chance), CartView::evolve);

        LISTINGS.forEach(listing -> Batching.rowsAreTheSame(listing, steps, chance));
    }

    /** A batch of the register gives all its events one time. */
    @Property(tries = 300)
    void no_row_takes_the_place_of_another_events_even_if_all_happen_at_once(@ForAll Random chance) {
        var stream = new StreamId("cart", new UUID(chance.nextLong(), chance.nextLong()).toString());
        var steps = Batching.<CartView>steps(stream, restlessLine(chance), CartView::evolve).stream()
                .map(CartListingProperties::atOnce)
                .toList();
        var removals = new RemovalsBySku(Unconnected.store());
        long removed = steps.stream().mapToLong(step -> Removal.of(step).size()).sum();

        assertThat(removals.rows(steps).stream()
                        .map(row -> keyOf(removals, row))
                        .distinct())
                .hasSize(Math.toIntExact(removed));
    }

    private static Transition<CartView> atOnce(Transition<CartView> step) {
        Envelope event = step.event().envelope();
        var atOnce = new Envelope(
                event.eventId(),
                event.type(),
                event.streamId(),
                event.version(),
                event.partition(),
                event.position(),
                History.BEGINNING,
                event.actor(),
                event.correlationId(),
                event.causationId(),
                event.commandId(),
                event.data());
        return new Transition<>(step.before(), RecordedEvent.of(atOnce), step.after());
    }

    private static Map<String, Object> keyOf(SecondaryTable<CartView> listing, Cql write) {
        var rows = new WrittenRows(new WrittenRows.Keys(List.of(listing)));
        rows.add(write);
        return rows.rows().getFirst().key();
    }

    /** A line that is added and removed repeatedly. */
    private static List<CartEvent> restlessLine(Random chance) {
        var line = new UUID(0, 7);
        List<CartEvent> story = new ArrayList<>();
        story.add(new CartCreated(new Owner.Customer("alice"), EUR));
        for (int i = chance.nextInt(10); i >= 0; i--) {
            story.add(new ItemAdded(line, "tea", "Tea", 2, new Money(450, EUR)));
            story.add(
                    chance.nextBoolean()
                            ? new ItemRemoved(line, "tea", 2)
                            : new CartCleared(List.of(new ClearedLine(line, "tea", 2))));
        }
        return story;
    }

    /** A guest's or a customer's cart that is abandoned and used again, with lines that are added and removed. */
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
