package io.cartulary.query.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CartEvent.ItemQuantityChanged;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.cart.CartView.Line;
import io.cartulary.query.timeline.Recorded;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CartViewTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID CART = UUID.fromString("6f0f2c1e-0000-4000-8000-000000000001");
    private static final UUID TEA = UUID.fromString("6f0f2c1e-0000-4000-8000-00000000000a");
    private static final UUID CUP = UUID.fromString("6f0f2c1e-0000-4000-8000-00000000000b");
    private static final Owner OWNER = new Owner.Guest(UUID.fromString("6f0f2c1e-0000-4000-8000-00000000000c"));
    private static final CartCreated CREATED = new CartCreated(OWNER, EUR);

    @Test
    void a_new_cart_is_empty() {
        CartView cart = given(CREATED);

        assertThat(cart.id()).isEqualTo(CART);
        assertThat(cart.version()).isEqualTo(1);
        assertThat(cart.owner()).isEqualTo(OWNER);
        assertThat(cart.lines()).isEmpty();
        assertThat(cart.total()).isEqualTo(eur(0));
        assertThat(cart.createdAt()).isEqualTo(History.BEGINNING);
    }

    @Test
    void what_is_added_is_on_a_line_of_its_own() {
        CartView cart = given(CREATED, tea(2), cup(1));

        assertThat(cart.lines())
                .containsExactly(
                        new Line(TEA, "tea", "Tea", 2, eur(450), eur(900)),
                        new Line(CUP, "cup", "Cup", 1, eur(1200), eur(1200)));
        assertThat(cart.total()).isEqualTo(eur(2100));
        assertThat(cart.itemCount()).isEqualTo(3);
    }

    @Test
    void a_second_unit_of_the_same_product_grows_its_line() {
        assertThat(given(CREATED, tea(1), cup(1), tea(1)).lines())
                .extracting(Line::lineId, Line::quantity)
                .containsExactly(tuple(TEA, 2), tuple(CUP, 1));
    }

    @Test
    void a_changed_quantity_changes_line_and_total() {
        CartView cart = given(CREATED, tea(2), cup(1), new ItemQuantityChanged(TEA, 2, 5));

        assertThat(cart.lines().getFirst().total()).isEqualTo(eur(2250));
        assertThat(cart.total()).isEqualTo(eur(3450));
    }

    @Test
    void a_removed_line_is_gone() {
        assertThat(given(CREATED, tea(2), cup(1), new ItemRemoved(TEA, "tea", 2))
                        .lines())
                .extracting(Line::sku)
                .containsExactly("cup");
    }

    @Test
    void a_cleared_cart_is_empty_and_knows_when() {
        CartView cart = given(CREATED, tea(2), new CartCleared(List.of(new CartEvent.ClearedLine(TEA, "tea", 2))));

        assertThat(cart.lines()).isEmpty();
        assertThat(cart.itemCount()).isZero();
        assertThat(cart.version()).isEqualTo(3);
        assertThat(cart.updatedAt()).isEqualTo(History.BEGINNING.plusSeconds(2));
        assertThat(cart.createdAt()).isEqualTo(History.BEGINNING);
    }

    @Test
    void a_history_that_does_not_begin_with_a_creation_is_no_history() {
        assertThatThrownBy(() -> given(tea(1))).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> given(CREATED, CREATED)).isInstanceOf(IllegalStateException.class);
    }

    static CartView given(CartEvent... events) {
        CartView cart = null;
        for (Envelope recorded : new History().record(new StreamId("cart", CART.toString()), events)) {
            cart = CartView.evolve(cart, Recorded.of(recorded));
        }
        return Objects.requireNonNull(cart);
    }

    private static ItemAdded tea(int quantity) {
        return new ItemAdded(TEA, "tea", "Tea", quantity, eur(450));
    }

    private static ItemAdded cup(int quantity) {
        return new ItemAdded(CUP, "cup", "Cup", quantity, eur(1200));
    }

    private static Money eur(long amount) {
        return new Money(amount, EUR);
    }
}
