package io.cartulary.command.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.Cart.Active;
import io.cartulary.command.cart.CartCommand.AddItem;
import io.cartulary.command.cart.CartCommand.At;
import io.cartulary.command.cart.CartCommand.ChangeQuantity;
import io.cartulary.command.cart.CartCommand.Clear;
import io.cartulary.command.cart.CartCommand.Create;
import io.cartulary.command.cart.CartCommand.RemoveItem;
import io.cartulary.command.cart.CartCommand.Wish;
import io.cartulary.command.cart.Lines.Line;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ClearedLine;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CartEvent.ItemQuantityChanged;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every cart, whatever was wished of it. */
class CartProperties {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Owner GUEST = new Owner.Guest(new UUID(0, 0));
    private static final List<UUID> LINES =
            IntStream.range(0, 6).mapToObj(i -> new UUID(1, i)).toList();

    @Property
    void lines_are_within_their_bounds_after_any_wishes(@ForAll("wishes") List<CartCommand> wishes) {
        Cart cart = afterWishes(wishes);

        if (cart instanceof Active active) {
            assertThat(active.contents().lines().all())
                    .allSatisfy(line -> assertThat(line.quantity()).isBetween(1, Cart.MAX_QUANTITY));
            assertThat(active.contents().lines().all()).extracting(Line::id).doesNotHaveDuplicates();
            assertThat(active.contents().lines().all())
                    .extracting(line -> line.sku() + " at " + line.unitPrice())
                    .doesNotHaveDuplicates();
        }
    }

    @Property
    void a_wish_that_sets_something_adds_nothing_when_it_is_repeated(
            @ForAll("wishes") List<CartCommand> wishes, @ForAll("settingWish") CartCommand wish) {
        Cart once = after(afterWishes(wishes), wish);

        switch (Cart.decide(once, wish)) {
            case Decision.Accepted<CartEvent> accepted ->
                assertThat(accepted.events()).isEmpty();
            // such as a quantity of a line that the wish has just removed
            case Decision.Refused<CartEvent> _ -> assertThat(after(once, wish)).isEqualTo(once);
        }
    }

    @Property
    void folding_never_throws_whatever_has_happened(@ForAll("histories") List<CartEvent> history) {
        Cart cart = Cart.DECIDER.fold().initial();
        for (CartEvent event : history) {
            cart = Cart.evolve(cart, event);
        }
        assertThat(cart).isNotNull();
    }

    private static Cart afterWishes(List<CartCommand> wishes) {
        Cart cart = Cart.DECIDER.fold().initial();
        for (CartCommand wish : wishes) {
            cart = after(cart, wish);
        }
        return cart;
    }

    private static Cart after(Cart cart, CartCommand wish) {
        Cart next = cart;
        if (Cart.decide(cart, wish) instanceof Decision.Accepted<CartEvent> accepted) {
            for (CartEvent event : accepted.events()) {
                next = Cart.evolve(next, event);
            }
        }
        return next;
    }

    @Provide
    Arbitrary<List<CartCommand>> wishes() {
        Arbitrary<CartCommand> adding = Combinators.combine(lines(), skus(), quantities(), prices())
                .as((line, sku, quantity, price) -> now(
                        new AddItem(line, sku, quantity, price == 0 ? null : new Offer(sku, new Money(price, EUR)))));
        return Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.just((CartCommand) new Create(GUEST, EUR))),
                        Tuple.of(6, adding),
                        Tuple.of(3, settingWish()))
                .list()
                .ofMaxSize(40)
                .map(wishes -> Stream.concat(Stream.of((CartCommand) new Create(GUEST, EUR)), wishes.stream())
                        .toList());
    }

    @Provide
    Arbitrary<CartCommand> settingWish() {
        return Arbitraries.oneOf(
                Combinators.combine(lines(), quantities())
                        .as((line, quantity) -> now(new ChangeQuantity(line, quantity))),
                lines().map(line -> now(new RemoveItem(line))),
                Arbitraries.just(now(new Clear())));
    }

    @Provide
    Arbitrary<List<CartEvent>> histories() {
        return Arbitraries.oneOf(
                        Arbitraries.just((CartEvent) new CartCreated(GUEST, EUR)),
                        Combinators.combine(lines(), skus(), Arbitraries.integers())
                                .as((line, sku, quantity) ->
                                        new ItemAdded(line, sku, sku, quantity, new Money(quantity, EUR))),
                        Combinators.combine(lines(), Arbitraries.integers(), Arbitraries.integers())
                                .as(ItemQuantityChanged::new),
                        Combinators.combine(lines(), skus(), Arbitraries.integers())
                                .as(ItemRemoved::new),
                        lines().map(line -> new CartCleared(List.of(new ClearedLine(line, "A", 1)))))
                .list()
                .ofMaxSize(50);
    }

    private static CartCommand now(Wish wish) {
        return new At(Instant.EPOCH, wish);
    }

    private static Arbitrary<UUID> lines() {
        return Arbitraries.of(LINES);
    }

    private static Arbitrary<String> skus() {
        return Arbitraries.of("A", "B", "C");
    }

    private static Arbitrary<Integer> quantities() {
        return Arbitraries.integers().between(-1, 1001);
    }

    private static Arbitrary<Integer> prices() {
        return Arbitraries.integers().between(0, 2);
    }
}
