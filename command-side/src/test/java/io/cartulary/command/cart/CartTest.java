package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CartTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Owner GUEST = new Owner.Guest(UUID.fromString("99999999-0000-0000-0000-000000000000"));
    private static final UUID LINE = UUID.fromString("11111111-0000-0000-0000-000000000000");
    private static final UUID NEW_LINE = UUID.fromString("22222222-0000-0000-0000-000000000000");
    private static final Offer COFFEE = new Offer("Coffee", eur(1250));
    private static final CartEvent CREATED = new CartCreated(GUEST, EUR);

    private final DeciderSpecification<Cart, CartCommand, CartEvent> cart = new DeciderSpecification<>(Cart.DECIDER);

    @Test
    void a_cart_is_created_empty() {
        cart.given().when(new Create(GUEST, EUR)).then(CREATED);
    }

    @Test
    void a_cart_is_created_once() {
        cart.given(CREATED).when(new Create(GUEST, EUR)).thenRejected(CART_EXISTS);
    }

    @Test
    void nothing_can_be_done_with_a_cart_that_was_not_created() {
        cart.given().when(addCoffee(1)).thenRejected(NO_SUCH_CART);
        cart.given().when(new ChangeQuantity(LINE, 1, COFFEE)).thenRejected(NO_SUCH_CART);
        cart.given().when(new RemoveItem(LINE)).thenRejected(NO_SUCH_CART);
        cart.given().when(new Clear()).thenRejected(NO_SUCH_CART);
    }

    @Test
    void an_item_comes_in_at_the_price_of_the_register() {
        cart.given(CREATED).when(addCoffee(2)).then(coffeeAdded(NEW_LINE, 2));
    }

    @Test
    void more_of_the_same_product_at_the_same_price_grows_its_line() {
        cart.given(CREATED, coffeeAdded(LINE, 2)).when(addCoffee(3)).then(coffeeAdded(LINE, 3));
    }

    @Test
    void an_item_whose_line_is_there_is_in_already() {
        cart.given(CREATED, coffeeAdded(NEW_LINE, 2)).when(addCoffee(2)).thenNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1000, Integer.MAX_VALUE})
    void an_item_comes_in_1_to_999_units(int quantity) {
        cart.given(CREATED).when(addCoffee(quantity)).thenRejected(QUANTITY_OUT_OF_RANGE);
    }

    @Test
    void a_line_grows_to_999_units_and_no_further() {
        cart.given(CREATED, coffeeAdded(LINE, 998)).when(addCoffee(1)).then(coffeeAdded(LINE, 1));
        cart.given(CREATED, coffeeAdded(LINE, 998)).when(addCoffee(2)).thenRejected(LINE_FULL);
    }

    @Test
    void a_product_that_is_not_on_sale_is_rejected() {
        cart.given(CREATED).when(new AddItem(NEW_LINE, "COFFEE", 1, null)).thenRejected(PRODUCT_NOT_LISTED);
    }

    @Test
    void a_price_in_another_currency_is_rejected() {
        var dollars = new Offer("Coffee", new Money(1250, Currency.getInstance("USD")));

        cart.given(CREATED).when(new AddItem(NEW_LINE, "COFFEE", 1, dollars)).thenRejected(CURRENCY_MISMATCH);
    }

    @Test
    void a_cart_has_500_lines_at_most() {
        List<CartEvent> full = new ArrayList<>(List.of(CREATED, coffeeAdded(LINE, 1)));
        while (full.size() <= Cart.MAX_LINES) {
            full.add(new ItemAdded(UUID.randomUUID(), "SKU-" + full.size(), "Something", 1, eur(1)));
        }

        cart.given(full).when(new AddItem(NEW_LINE, "TEA", 1, COFFEE)).thenRejected(CART_FULL);
        cart.given(full).when(addCoffee(1)).then(coffeeAdded(LINE, 1));
    }

    @Test
    void a_quantity_is_changed() {
        cart.given(CREATED, coffeeAdded(LINE, 2))
                .when(new ChangeQuantity(LINE, 5, COFFEE))
                .then(new ItemQuantityChanged(LINE, 2, 5));
    }

    @Test
    void a_quantity_that_is_so_already_changes_nothing() {
        cart.given(CREATED, coffeeAdded(LINE, 2))
                .when(new ChangeQuantity(LINE, 2, null))
                .thenNothing();
    }

    @Test
    void a_quantity_of_0_removes_the_line() {
        cart.given(CREATED, coffeeAdded(LINE, 2))
                .when(new ChangeQuantity(LINE, 0, null))
                .then(new ItemRemoved(LINE, "COFFEE", 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000})
    void a_quantity_is_changed_to_999_at_most(int quantity) {
        cart.given(CREATED, coffeeAdded(LINE, 2))
                .when(new ChangeQuantity(LINE, quantity, COFFEE))
                .thenRejected(QUANTITY_OUT_OF_RANGE);
    }

    @Test
    void the_quantity_of_a_line_that_is_not_there_can_not_be_changed() {
        cart.given(CREATED).when(new ChangeQuantity(LINE, 1, COFFEE)).thenRejected(NO_SUCH_LINE);
    }

    @Test
    void a_line_is_removed_with_all_it_had() {
        cart.given(CREATED, coffeeAdded(LINE, 2), coffeeAdded(LINE, 3))
                .when(new RemoveItem(LINE))
                .then(new ItemRemoved(LINE, "COFFEE", 5));
    }

    @Test
    void removing_a_removed_line_changes_nothing() {
        cart.given(CREATED, coffeeAdded(LINE, 2), new ItemRemoved(LINE, "COFFEE", 2))
                .when(new RemoveItem(LINE))
                .thenNothing();
    }

    @Test
    void clearing_takes_everything_out() {
        cart.given(CREATED, coffeeAdded(LINE, 2), new ItemQuantityChanged(LINE, 2, 7))
                .when(new Clear())
                .then(new CartCleared(List.of(new ClearedLine(LINE, "COFFEE", 7))));
    }

    @Test
    void an_empty_cart_is_clear_already() {
        cart.given(CREATED, coffeeAdded(LINE, 2), new CartCleared(List.of(new ClearedLine(LINE, "COFFEE", 2))))
                .when(new Clear())
                .thenNothing();
    }

    private static CartCommand addCoffee(int quantity) {
        return new AddItem(NEW_LINE, "COFFEE", quantity, COFFEE);
    }

    private static CartEvent coffeeAdded(UUID line, int quantity) {
        return new ItemAdded(line, "COFFEE", "Coffee", quantity, eur(1250));
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}
