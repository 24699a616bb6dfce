package io.cartulary.query.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Discount;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.Totals;
import io.cartulary.query.History;
import io.cartulary.query.cart.CartView.Line;
import io.cartulary.query.cart.CartView.State;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    void a_removed_line_no_longer_exists() {
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
    void a_cart_has_its_shipping_address_and_contact() {
        var home = new Address("Erika Mustermann", "Heidestraße 17", null, "51147", "Köln", null, "DE");
        var contact = new Contact("erika@example.com", null);

        CartView cart = given(CREATED, new ShippingAddressSet(home), new ContactSet(contact), tea(1));

        assertThat(cart.address()).isEqualTo(home);
        assertThat(cart.contact()).isEqualTo(contact);
        assertThat(given(CREATED).address()).isNull();
    }

    @Test
    void a_frozen_cart_has_the_end_of_its_freeze() {
        var until = History.BEGINNING.plusSeconds(3600);

        CartView frozen = given(CREATED, tea(1), new CartFrozen(until));
        CartView unfrozen = given(CREATED, tea(1), new CartFrozen(until), new CartUnfrozen());

        assertThat(frozen.state()).isEqualTo(State.FROZEN);
        assertThat(frozen.frozenUntil()).isEqualTo(until);
        assertThat(unfrozen.state()).isEqualTo(State.ACTIVE);
        assertThat(unfrozen.frozenUntil()).isNull();
    }

    @Test
    void a_freeze_ends_at_its_time_without_an_event() {
        var until = History.BEGINNING.plusSeconds(3600);
        CartView frozen = given(CREATED, tea(1), new CartFrozen(until));

        assertThat(frozen.at(until.minusMillis(1))).isEqualTo(frozen);
        assertThat(frozen.at(until).state()).isEqualTo(State.ACTIVE);
        assertThat(frozen.at(until).frozenUntil()).isNull();
        assertThat(frozen.at(until).lines()).isEqualTo(frozen.lines());
        assertThat(frozen.at(until).version()).isEqualTo(frozen.version());
    }

    @Test
    void time_changes_no_other_cart() {
        var abandoned = given(CREATED, tea(1), new CartAbandoned(History.BEGINNING));
        var ordered = given(CREATED, tea(1), new CartCheckedOut(CART, new Totals(1, 1, eur(450))));

        for (CartView cart : List.of(given(CREATED), abandoned, ordered)) {
            assertThat(cart.at(History.BEGINNING.plusSeconds(1_000_000))).isEqualTo(cart);
        }
    }

    @Test
    void lines_that_were_joined_are_one_line() {
        CartView cart = given(
                CREATED,
                tea(2),
                cup(1),
                new ItemAdded(id(7), "tea", "Tea", 3, eur(400)),
                new ItemsRepriced(List.of(new RepricedLine(id(7), eur(400), eur(450)))),
                new LinesJoined(List.of(new JoinedLine(id(7), TEA, "tea", 3))));

        assertThat(cart.lines()).extracting(Line::lineId, Line::quantity).containsExactly(tuple(TEA, 5), tuple(CUP, 1));
        assertThat(cart.total()).isEqualTo(eur(5 * 450 + 1200));
        assertThat(cart.itemCount()).isEqualTo(6);
    }

    /** The creation is at second 0, and each further event a second later. */
    @Test
    void a_cart_has_the_time_of_its_last_use() {
        UUID merge = id(9);
        var begun = new CartMergeBegun(merge, id(8), 7, MergeMode.SUM);
        var frozen = new CartFrozen(History.BEGINNING.plusSeconds(1));

        assertThat(used(CREATED)).isZero();
        assertThat(used(CREATED, tea(1))).isEqualTo(1);
        assertThat(used(CREATED, tea(1), new CartAssigned("alice"))).isEqualTo(2);
        assertThat(used(CREATED, tea(1), abandonedAfter(1))).isEqualTo(1);
        assertThat(used(CREATED, frozen, new CartUnfrozen(), abandonedAfter(1))).isEqualTo(1);
        assertThat(used(CREATED, begun, new CartMergeCalledOff(merge))).isEqualTo(1);
        assertThat(used(CREATED, begun, new CartMergeCalledOff(merge), abandonedAfter(2)))
                .isEqualTo(1);
        assertThat(used(CREATED, abandonedAfter(0), new CartReactivated(), tea(1)))
                .isEqualTo(3);
    }

    private static CartAbandoned abandonedAfter(int seconds) {
        return new CartAbandoned(History.BEGINNING.plusSeconds(seconds));
    }

    private static long used(CartEvent... events) {
        return Duration.between(History.BEGINNING, given(events).lastUse()).toSeconds();
    }

    @Test
    void a_cart_that_is_merged_names_its_target() {
        UUID merge = UUID.fromString("6f0f2c1e-0000-4000-8000-0000000000aa");
        UUID target = UUID.fromString("6f0f2c1e-0000-4000-8000-0000000000bb");
        var begun = new CartMergeBegun(merge, target, 7, MergeMode.SUM);

        assertThat(given(CREATED, begun))
                .extracting(CartView::state, CartView::mergedInto)
                .containsExactly(State.MERGING, target);
        assertThat(given(CREATED, begun, new CartMergeCalledOff(merge)))
                .extracting(CartView::state, CartView::mergedInto)
                .containsExactly(State.ACTIVE, null);
        assertThat(given(CREATED, begun, new CartMergedInto(merge, target)))
                .extracting(CartView::state, CartView::mergedInto)
                .containsExactly(State.MERGED, target);
    }

    @Test
    void what_another_cart_brings_grows_lines_makes_new_ones_and_takes_lines_out() {
        CartView cart = given(
                CREATED,
                tea(2),
                cup(1),
                new CartMerged(
                        id(9),
                        id(8),
                        5,
                        List.of(
                                new LineDelta(TEA, "tea", "Tea", 3, eur(450)),
                                new LineDelta(CUP, "cup", "Cup", -1, eur(1200)),
                                new LineDelta(id(7), "pot", "Pot", 1, eur(3000)))));

        assertThat(cart.lines())
                .extracting(Line::sku, Line::quantity)
                .containsExactly(tuple("tea", 5), tuple("pot", 1));
        assertThat(cart.total()).isEqualTo(eur(5 * 450 + 3000));
    }

    @Test
    void a_restored_cart_has_the_lines_of_then() {
        CartView cart = given(
                CREATED,
                tea(2),
                cup(1),
                new CartRestored(2, List.of(new RestoredLine(TEA, "tea", "Tea", 2, eur(500)))));

        assertThat(cart.lines()).containsExactly(new Line(TEA, "tea", "Tea", 2, eur(500), eur(1000)));
    }

    @Test
    void a_repriced_cart_costs_what_it_costs_now() {
        CartView cart =
                given(CREATED, tea(2), cup(1), new ItemsRepriced(List.of(new RepricedLine(TEA, eur(450), eur(400)))));

        assertThat(cart.total()).isEqualTo(eur(2000));
    }

    @Test
    void a_cart_that_is_ordered_names_the_order() {
        CartView cart = given(CREATED, tea(2), new CartCheckedOut(CART, new Totals(1, 2, eur(900))));

        assertThat(cart.state()).isEqualTo(State.CHECKED_OUT);
        assertThat(cart.order()).isEqualTo(CART);
        assertThat(cart.lines()).hasSize(1);
    }

    @Test
    void an_abandoned_cart_comes_back_and_an_assigned_one_has_a_customer() {
        var abandoned = new CartAbandoned(History.BEGINNING);

        assertThat(given(CREATED, abandoned).state()).isEqualTo(State.ABANDONED);
        assertThat(given(CREATED, abandoned).abandonedAt()).isEqualTo(History.BEGINNING.plusSeconds(1));
        assertThat(given(CREATED, abandoned, new CartReactivated()).state()).isEqualTo(State.ACTIVE);
        assertThat(given(CREATED, abandoned, new CartReactivated()).abandonedAt())
                .isNull();
        assertThat(given(CREATED, new CartAssigned("alice")).owner()).isEqualTo(new Owner.Customer("alice"));
    }

    @Test
    void a_cart_without_terms_costs_what_its_lines_do() {
        CartView cart = given(CREATED, tea(2));

        assertThat(cart.terms()).isNull();
        assertThat(cart.price()).isNull();
        assertThat(cart.shippingOffered()).isNull();
    }

    /** 2 × 4.50, 1.00 off, 4.90 for the parcel, and 20 % tax on both. */
    @Test
    void a_cart_with_terms_has_the_price_under_them() {
        CartView cart = given(CREATED, tea(2), new CodeApplied(code(null, null)), new CartTermsSet(terms("DE")));

        assertThat(cart.total()).isEqualTo(eur(960 + 588));
        PricedCart price = Objects.requireNonNull(cart.price());
        assertThat(price.subtotal()).isEqualTo(900);
        assertThat(price.discount()).isEqualTo(100);
        assertThat(price.lines().getFirst().discounts()).containsExactly(new Discount("ten", "TEN", 100));
        assertThat(price.lines().getFirst().tax()).isEqualTo(new TaxAmount(Rate.of("0.2"), 800, 160));
        assertThat(price.taxes()).containsExactly(new TaxAmount(Rate.of("0.2"), 1290, 258));
        assertThat(cart.shippingOffered()).isTrue();
        assertThat(RowJson.read(RowJson.write(cart), new TypeReference<CartView>() {}))
                .isEqualTo(cart);
    }

    @Test
    void the_price_follows_the_lines_and_the_codes() {
        CartEvent applied = new CodeApplied(code(null, null));

        assertThat(given(CREATED, applied, tea(2)).total()).isEqualTo(eur(800));
        assertThat(given(CREATED, applied, tea(2), cup(1)).total()).isEqualTo(eur(2000));
        assertThat(given(CREATED, applied, tea(2), new CodeRemoved("TEN")).total())
                .isEqualTo(eur(900));
        assertThat(given(CREATED, applied, tea(2), new CodeRemoved("TEN")).terms())
                .isNull();
    }

    @Test
    void a_promotion_ends_without_an_event() {
        var end = History.BEGINNING.plusSeconds(3600);
        CartView cart = given(CREATED, tea(2), new CodeApplied(code(History.BEGINNING, end)));

        assertThat(cart.total()).isEqualTo(eur(800));
        assertThat(cart.at(end.minusMillis(1))).isEqualTo(cart);
        CartView after = cart.at(end);
        assertThat(after.total()).isEqualTo(eur(900));
        assertThat(Objects.requireNonNull(after.price()).codes())
                .containsExactly(new PricedCart.CodeOutcome("TEN", NotAppliedReason.EXPIRED));
        assertThat(after.updatedAt()).isEqualTo(cart.updatedAt());
    }

    @Test
    void an_ordered_cart_keeps_its_price() {
        var end = History.BEGINNING.plusSeconds(3600);
        CartView cart = given(
                CREATED,
                tea(2),
                new CodeApplied(code(History.BEGINNING, end)),
                new CartCheckedOut(CART, new Totals(1, 2, eur(900)), eur(800)));

        assertThat(cart.at(end)).isEqualTo(cart);
        assertThat(cart.total()).isEqualTo(eur(800));
    }

    @Test
    void a_method_that_does_not_go_to_the_address_is_shown() {
        assertThat(given(CREATED, tea(2), new CartTermsSet(terms("FR"))).shippingOffered())
                .isFalse();
    }

    private static PriceTerms.AppliedCode code(@Nullable Instant from, @Nullable Instant until) {
        return new PriceTerms.AppliedCode(
                "TEN",
                new PromotionTerms(
                        "ten",
                        new PromotionTarget.Order(),
                        new PromotionEffect.AmountOff(List.of(eur(100))),
                        new PromotionConditions(null, null, null, null, null, from, until),
                        0,
                        false),
                null);
    }

    private static PriceTerms terms(String country) {
        return new PriceTerms(
                Rounding.HALF_EVEN,
                null,
                List.of(code(null, null)),
                new ShippingTerms("parcel", ShippingPrice.flat(eur(490)), null, List.of("DE")),
                new TaxTerms(
                        "DE",
                        null,
                        Map.of(TaxTerms.STANDARD, Rate.of("0.2")),
                        false,
                        TaxTerms.TaxLevel.LINE,
                        Rounding.HALF_EVEN,
                        TaxTerms.RoundingTarget.NET),
                country,
                null);
    }

    @Test
    void a_history_that_does_not_begin_with_a_creation_is_no_history() {
        assertThatThrownBy(() -> given(tea(1))).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> given(CREATED, CREATED)).isInstanceOf(IllegalStateException.class);
    }

    static CartView given(CartEvent... events) {
        CartView cart = null;
        for (Envelope recorded : new History().record(new StreamId("cart", CART.toString()), events)) {
            cart = CartView.evolve(cart, RecordedEvent.of(recorded));
        }
        return Objects.requireNonNull(cart);
    }

    private static ItemAdded tea(int quantity) {
        return new ItemAdded(TEA, "tea", "Tea", quantity, eur(450));
    }

    private static ItemAdded cup(int quantity) {
        return new ItemAdded(CUP, "cup", "Cup", quantity, eur(1200));
    }

    private static UUID id(int number) {
        return new UUID(3, number);
    }

    private static Money eur(long amount) {
        return new Money(amount, EUR);
    }
}
