package io.cartulary.query.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.diff.JsonDiff;
import io.cartulary.query.diff.Patch;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CartViewProperties {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /** A shopper's command, before its effect on the cart is known. */
    private record Change(int kind, int product, int quantity) {}

    /** A valid history, and the contents of the cart at its end. */
    record Story(List<CartEvent> events, Map<UUID, Integer> quantities) {

        CartEvent[] upTo(int version) {
            return events.subList(0, version).toArray(CartEvent[]::new);
        }
    }

    @Property(tries = 500)
    void every_legal_history_adds_up(@ForAll("stories") Story story) {
        CartView cart = CartViewTest.given(story.events().toArray(CartEvent[]::new));

        assertThat(cart.version()).isEqualTo(story.events().size());
        assertThat(cart.itemCount())
                .isEqualTo(story.quantities().values().stream().mapToInt(q -> q).sum());
        assertThat(cart.total())
                .isEqualTo(story.quantities().entrySet().stream()
                        .map(line -> price(product(line.getKey())).times(line.getValue()))
                        .reduce(Money.zero(EUR), Money::plus));
        assertThat(cart.lines())
                .extracting(CartView.Line::lineId)
                .containsExactlyElementsOf(story.quantities().keySet());
    }

    @Property(tries = 300)
    void a_cart_before_with_the_changes_of_its_diff_made_is_the_cart_after(
            @ForAll("stories") Story story, @ForAll Random chance) {
        int to = 1 + chance.nextInt(story.events().size());
        int from = 1 + chance.nextInt(to);
        JsonNode before = JSON.valueToTree(CartViewTest.given(story.upTo(from)));
        JsonNode after = JSON.valueToTree(CartViewTest.given(story.upTo(to)));

        assertThat(Patch.apply(before, JsonDiff.between(before, after))).isEqualTo(after);
    }

    @Provide
    Arbitrary<Story> stories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 999))
                .as(Change::new)
                .list()
                .ofMaxSize(60)
                .map(CartViewProperties::story);
    }

    private static Story story(List<Change> changes) {
        List<CartEvent> events = new ArrayList<>();
        Map<UUID, Integer> quantities = new LinkedHashMap<>();
        events.add(new CartCreated(new Owner.Customer("c"), EUR));
        for (Change change : changes) {
            UUID line = line(change.product());
            String sku = "sku-" + change.product();
            Integer before = quantities.get(line);
            switch (change.kind()) {
                case 0 -> {
                    if (!quantities.isEmpty()) {
                        events.add(new CartCleared(quantities.entrySet().stream()
                                .map(gone -> new ClearedLine(
                                        gone.getKey(), "sku-" + product(gone.getKey()), gone.getValue()))
                                .toList()));
                        quantities.clear();
                    }
                }
                case 1, 2 -> {
                    if (before != null) {
                        events.add(new ItemRemoved(line, sku, before));
                        quantities.remove(line);
                    }
                }
                case 3, 4 -> {
                    if (before != null) {
                        events.add(new ItemQuantityChanged(line, before, change.quantity()));
                        quantities.put(line, change.quantity());
                    }
                }
                default -> {
                    events.add(new ItemAdded(line, sku, "Product", change.quantity(), price(change.product())));
                    quantities.merge(line, change.quantity(), Integer::sum);
                }
            }
        }
        return new Story(events, quantities);
    }

    private static UUID line(int product) {
        return new UUID(0, product);
    }

    private static int product(UUID line) {
        return (int) line.getLeastSignificantBits();
    }

    private static Money price(int product) {
        return new Money(product * 111L, EUR);
    }
}
