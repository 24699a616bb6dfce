package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.DeciderSpecification.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.FieldValue;
import io.cartulary.contracts.FieldsChange;
import io.cartulary.contracts.HolderFields;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Owner;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What a shop keeps with carts and their lines. */
class CartFieldsTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID CART = new UUID(0, 7);
    private static final UUID TEA = new UUID(1, 1);
    private static final UUID CUP = new UUID(1, 2);
    private static final CartEvent CREATED = new CartCreated(new Owner.Customer("alice"), EUR);
    private static final CartEvent TEA_ADDED = new ItemAdded(TEA, "TEA", "Tea", 2, eur(250));
    private static final FieldValue YES = FieldValue.of(true);

    private final DeciderSpecification<Cart, CartCommand, CartEvent> cart = new DeciderSpecification<>(Cart.DECIDER);

    @Test
    void a_patch_sets_and_removes_what_differs() {
        cart.given(CREATED, changed(null, Map.of("a", YES, "b", YES, "c", YES)))
                .when(patch(null, Map.of("a", YES, "b", FieldValue.of(false), "d", YES), "c", "e"))
                .then(new CartFieldsChanged(
                        null, fields(Map.of("b", FieldValue.of(false), "d", YES)), null, List.of("c")));
        cart.given(CREATED, changed(null, Map.of("a", YES)))
                .when(patch(null, Map.of("a", YES), "e"))
                .thenNothing();
    }

    @Test
    void a_line_has_fields_of_its_own_as_long_as_it_exists() {
        cart.given(CREATED, TEA_ADDED)
                .when(patch(TEA, Map.of("a", YES)))
                .then(new CartFieldsChanged(TEA, fields(Map.of("a", YES)), null, List.of()));
        cart.given(CREATED, TEA_ADDED).when(patch(CUP, Map.of("a", YES))).thenRejected(NO_SUCH_LINE);
        assertThat(contents(CREATED, TEA_ADDED, changed(TEA, Map.of("a", YES)), new ItemRemoved(TEA, "TEA", 2))
                        .fields())
                .isNull();
    }

    @Test
    void what_is_personal_is_apart_in_the_event() {
        cart.given(CREATED)
                .when(patch(null, Map.of("a", YES, "personal.note", FieldValue.of("For Ada")), "personal.old"))
                .then(new CartFieldsChanged(
                        null,
                        fields(Map.of("a", YES)),
                        fields(Map.of("personal.note", FieldValue.of("For Ada"))),
                        List.of()));
    }

    @Test
    void fields_have_limits() {
        Map<String, FieldValue> many = new HashMap<>();
        IntStream.range(0, CustomFields.MAX_KEYS).forEach(i -> many.put("k" + i, YES));
        Map<String, FieldValue> large = new HashMap<>();
        IntStream.range(0, 15).forEach(i -> large.put("k" + i, FieldValue.of("x".repeat(1000))));

        cart.given(CREATED, changed(null, many))
                .when(patch(null, Map.of("z", YES)))
                .thenRejected(TOO_MANY_FIELDS);
        cart.given(CREATED, changed(null, large))
                .when(patch(null, Map.of("y", FieldValue.of("x".repeat(1000)), "z", FieldValue.of("x".repeat(1000)))))
                .thenRejected(FIELDS_TOO_LARGE);
        List<CartEvent> full = new ArrayList<>(List.of(CREATED));
        IntStream.range(0, 17).forEach(i -> {
            var line = new UUID(2, i);
            full.add(new ItemAdded(line, "SKU-" + i, "Goods", 1, eur(100)));
            full.add(changed(line, large));
        });
        cart.given(full).when(patch(null, large)).thenRejected(FIELDS_TOO_LARGE);
    }

    @Test
    void they_go_into_the_order() {
        OrderPlaced placed = placed(
                CREATED,
                TEA_ADDED,
                changed(null, Map.of("a", YES, "personal.b", YES)),
                changed(TEA, Map.of("c", YES)),
                new ShippingAddressSet(new Address("Ada", "Street 1", null, null, "London", null, "GB")),
                new ContactSet(new Contact("ada@example.org", null)));

        assertThat(placed.fields())
                .isEqualTo(new HolderFields(fields(Map.of("a", YES)), Map.of(TEA, fields(Map.of("c", YES)))));
        assertThat(placed.personalFields()).isEqualTo(new HolderFields(fields(Map.of("personal.b", YES)), null));
    }

    @Test
    void a_merge_takes_in_the_fields_that_are_missing() {
        var source = new HolderFields(
                fields(Map.of("a", FieldValue.of(1), "b", FieldValue.of(1))),
                Map.of(
                        new UUID(3, 1), fields(Map.of("c", FieldValue.of(1), "personal.d", YES)),
                        new UUID(3, 2), fields(Map.of("c", FieldValue.of(1)))));
        var takeIn = new TakeIn(
                new UUID(4, 4),
                new UUID(5, 5),
                7,
                EUR,
                new CartLines(List.of(
                        new Line(new UUID(3, 1), "TEA", "Tea", 1, eur(250)),
                        new Line(new UUID(3, 2), "CUP", "Cup", 1, eur(900)))),
                List.of(),
                MergeMode.SUM,
                source);

        CartContents merged = after(
                takeIn,
                CREATED,
                TEA_ADDED,
                changed(null, Map.of("a", FieldValue.of(2))),
                changed(TEA, Map.of("c", FieldValue.of(2))));

        HolderFields fields = merged.fieldsOrNone();
        UUID cup = merged.lines().ofSku("CUP").getFirst().id();
        assertThat(fields.own()).isEqualTo(fields(Map.of("a", FieldValue.of(2), "b", FieldValue.of(1))));
        assertThat(fields.of(TEA)).isEqualTo(fields(Map.of("c", FieldValue.of(2), "personal.d", YES)));
        assertThat(fields.of(cup)).isEqualTo(fields(Map.of("c", FieldValue.of(1))));
    }

    @Test
    void a_line_that_takes_in_another_one_has_its_fields_too() {
        HolderFields fields = contents(
                        CREATED,
                        TEA_ADDED,
                        new ItemAdded(CUP, "TEA", "Tea", 1, eur(300)),
                        changed(TEA, Map.of("a", FieldValue.of(1))),
                        changed(CUP, Map.of("a", FieldValue.of(2), "b", FieldValue.of(2))),
                        new ItemsRepriced(List.of(new RepricedLine(CUP, eur(300), eur(250)))),
                        new LinesJoined(List.of(new JoinedLine(CUP, TEA, "TEA", 1))))
                .fieldsOrNone();

        assertThat(fields.parts()).isEqualTo(Map.of(TEA, fields(Map.of("a", FieldValue.of(1), "b", FieldValue.of(2)))));
    }

    @Test
    void a_restored_line_has_the_fields_of_then_and_others_keep_theirs() {
        var then = new HolderFields(
                fields(Map.of("own", YES)),
                Map.of(TEA, fields(Map.of("a", FieldValue.of(1))), CUP, fields(Map.of("a", FieldValue.of(1)))));
        var restore = new Restore(
                4,
                new CartLines(
                        List.of(new Line(TEA, "TEA", "Tea", 1, eur(250)), new Line(CUP, "CUP", "Cup", 1, eur(900)))),
                Map.of("CUP", new Offer("Cup", eur(900))),
                then);

        HolderFields fields = after(restore, CREATED, TEA_ADDED, changed(TEA, Map.of("a", FieldValue.of(2))))
                .fieldsOrNone();

        assertThat(fields)
                .isEqualTo(new HolderFields(
                        null,
                        Map.of(
                                TEA, fields(Map.of("a", FieldValue.of(2))),
                                CUP, fields(Map.of("a", FieldValue.of(1))))));
    }

    private CartContents after(CartCommand command, CartEvent... history) {
        CartContents before = contents(history);
        return Cart.decide(new Cart.Active(before), command, CONTEXT)
                        instanceof Decision.Accepted<CartEvent>(List<CartEvent> events, var _)
                ? before.after(events)
                : before;
    }

    private OrderPlaced placed(CartEvent... history) {
        return Cart.decide(new Cart.Active(contents(history)), new CheckOut(CART, eur(500)), CONTEXT)
                                instanceof Decision.Accepted<CartEvent>(var _, var order)
                        && order != null
                ? (OrderPlaced) order.events().getFirst()
                : Assertions.fail("not ordered");
    }

    private CartContents contents(CartEvent... history) {
        return ((Cart.Active) cart.given(history).state()).contents();
    }

    private static PatchFields patch(@Nullable UUID line, Map<String, FieldValue> set, String... removed) {
        return new PatchFields(line, new FieldsChange(fields(set), List.of(removed)));
    }

    private static CartEvent changed(@Nullable UUID line, Map<String, FieldValue> set) {
        return new CartFieldsChanged(line, new FieldsChange(fields(set), List.of()));
    }

    private static CustomFields fields(Map<String, FieldValue> values) {
        return new CustomFields(values);
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}
