package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.DeciderSpecification.CONTEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.NewOrder;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.ExternalTax;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Origin;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A cart from its creation to its order, apart from adding and removing items. */
class CartLifeTest {

    private static final Instant NOW = DeciderSpecification.NOW;
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Owner GUEST = new Owner.Guest(new UUID(0, 9));
    private static final UUID CART = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final UUID LINE = new UUID(1, 1);
    private static final UUID MERGE = new UUID(2, 1);
    private static final UUID ANOTHER_MERGE = new UUID(2, 2);
    private static final Address ADDRESS = new Address("Ada", "Street 1", null, null, "London", null, "GB");
    private static final Contact CONTACT = new Contact("ada@example.org", null);
    private static final Totals TOTALS = new Totals(1, 2, eur(500));

    private static final CartEvent CREATED = new CartCreated(GUEST, EUR);
    private static final CartEvent TEA = new ItemAdded(LINE, "TEA", "Tea", 2, eur(250));
    private static final CartEvent TEA_REMOVED = new ItemRemoved(LINE, "TEA", 2);
    private static final CartEvent FROZEN = new CartFrozen(LATER);
    private static final CartEvent ABANDONED = new CartAbandoned(NOW);
    private static final CartEvent LEAVING = new CartMergeBegun(MERGE, OTHER, 7, MergeMode.SUM);

    private final DeciderSpecification<Cart, CartCommand, CartEvent> cart = new DeciderSpecification<>(Cart.DECIDER);

    /** Every state, and a history that leads to it. */
    private static Map<String, List<CartEvent>> states() {
        var states = new LinkedHashMap<String, List<CartEvent>>();
        states.put("Unknown", List.of());
        states.put("Active", List.of(CREATED, TEA));
        states.put("Frozen", List.of(CREATED, TEA, FROZEN));
        states.put("Abandoned", List.of(CREATED, TEA, ABANDONED));
        states.put("Merging", List.of(CREATED, TEA, LEAVING));
        states.put("CheckedOut", List.of(CREATED, TEA, new CartCheckedOut(CART, TOTALS)));
        states.put("MergedInto", List.of(CREATED, TEA, LEAVING, new CartMergedInto(MERGE, OTHER)));
        return states;
    }

    /** The result of every command in each state: the events, or the code. */
    private static final String TABLE = """
        command              | Unknown      | Active               | Frozen      | Abandoned                            | Merging            | CheckedOut       | MergedInto
        Create               | CartCreated  | CART_EXISTS          | CART_EXISTS | CART_EXISTS                          | CART_EXISTS        | CART_EXISTS      | CART_EXISTS
        AddItem              | NO_SUCH_CART | ItemAdded            | CART_FROZEN | CartReactivated ItemAdded            | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        ChangeQuantity       | NO_SUCH_CART | ItemQuantityChanged  | CART_FROZEN | CartReactivated ItemQuantityChanged  | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        RemoveItem           | NO_SUCH_CART | ItemRemoved          | CART_FROZEN | CartReactivated ItemRemoved          | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        Clear                | NO_SUCH_CART | CartCleared          | CART_FROZEN | CartReactivated CartCleared          | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        Reprice              | NO_SUCH_CART | ItemsRepriced        | CART_FROZEN | CartReactivated ItemsRepriced        | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        SetShippingAddress   | NO_SUCH_CART | ShippingAddressSet   | CART_FROZEN | CartReactivated ShippingAddressSet   | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        SetContact           | NO_SUCH_CART | ContactSet           | CART_FROZEN | CartReactivated ContactSet           | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        Assign               | NO_SUCH_CART | CartAssigned         | CART_FROZEN | CartReactivated CartAssigned         | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        Restore              | NO_SUCH_CART | CartRestored         | CART_FROZEN | CartReactivated CartRestored         | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        Freeze               | NO_SUCH_CART | CartFrozen           | CART_FROZEN | CartReactivated CartFrozen           | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        Unfreeze             | NO_SUCH_CART | -                    | CartUnfrozen| -                                    | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        CheckOut             | NO_SUCH_CART | ADDRESS_MISSING      | CART_FROZEN | ADDRESS_MISSING                      | CART_MERGING       | -                | CART_MERGED
        AtPresentTerms       | NO_SUCH_CART | ItemAdded CartTermsSet | CART_FROZEN | CartReactivated ItemAdded CartTermsSet | CART_MERGING     | CART_CHECKED_OUT | CART_MERGED
        CheckOutAtPresentTerms | NO_SUCH_CART | ADDRESS_MISSING    | CART_FROZEN | ADDRESS_MISSING                      | CART_MERGING       | -                | CART_MERGED
        ApplyCode            | NO_SUCH_CART | CodeApplied          | CART_FROZEN | CartReactivated CodeApplied          | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        RemoveCode           | NO_SUCH_CART | -                    | CART_FROZEN | -                                    | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        ChooseShippingMethod | NO_SUCH_CART | CartShippingMethodSet | CART_FROZEN | CartReactivated CartShippingMethodSet | CART_MERGING     | CART_CHECKED_OUT | CART_MERGED
        SetExternalTax       | NO_SUCH_CART | ExternalTaxSet       | CART_FROZEN | EXTERNAL_TAX_STALE                   | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        BeginMerge           | NO_SUCH_CART | CartMergeBegun       | CART_FROZEN | CartReactivated CartMergeBegun       | -                  | CART_CHECKED_OUT | CART_MERGED
        BeginAnotherMerge    | NO_SUCH_CART | CartMergeBegun       | CART_FROZEN | CartReactivated CartMergeBegun       | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        TakeIn               | NO_SUCH_CART | CartMerged           | CART_FROZEN | CartReactivated CartMerged           | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        CloseMerged          | NO_SUCH_CART | NO_SUCH_MERGE        | NO_SUCH_MERGE | NO_SUCH_MERGE                      | CartMergedInto     | CART_CHECKED_OUT | -
        CloseAnotherMerged   | NO_SUCH_CART | NO_SUCH_MERGE        | NO_SUCH_MERGE | NO_SUCH_MERGE                      | NO_SUCH_MERGE      | CART_CHECKED_OUT | CART_MERGED
        CallMergeOff         | NO_SUCH_CART | -                    | -           | -                                    | CartMergeCalledOff | CART_CHECKED_OUT | CART_MERGED
        CallAnotherMergeOff  | NO_SUCH_CART | -                    | -           | -                                    | -                  | CART_CHECKED_OUT | CART_MERGED
        Abandon              | NO_SUCH_CART | CartAbandoned        | CART_FROZEN | -                                    | CART_MERGING       | CART_CHECKED_OUT | CART_MERGED
        """;

    private static CartCommand command(String name) {
        return switch (name) {
            case "Create" -> new Create(GUEST, EUR);
            case "AddItem" -> new AddItem(new UUID(1, 2), "CUP", 1, new Offer("Cup", eur(900)));
            case "ChangeQuantity" -> new ChangeQuantity(LINE, 7, new Offer("Tea", eur(250)));
            case "RemoveItem" -> new RemoveItem(LINE);
            case "Clear" -> new Clear();
            case "Reprice" -> new Reprice(Map.of("TEA", new Offer("Tea", eur(300))));
            case "SetShippingAddress" -> new SetShippingAddress(ADDRESS);
            case "SetContact" -> new SetContact(CONTACT);
            case "Assign" -> new Assign("alice");
            case "Restore" -> new Restore(1, CartLines.NONE, Map.of());
            case "Freeze" -> new Freeze(LATER.plusSeconds(1));
            case "Unfreeze" -> new Unfreeze();
            case "CheckOut" -> new CheckOut(CART, eur(500));
            case "AtPresentTerms" ->
                new AtPresentTerms(
                        new AddItem(new UUID(1, 2), "CUP", 1, new Offer("Cup", eur(900))), PriceExamples.SALE_FOR_ALL);
            case "CheckOutAtPresentTerms" ->
                new AtPresentTerms(new CheckOut(CART, eur(500)), PriceExamples.SALE_FOR_ALL);
            case "ApplyCode" -> new ApplyCode("TEN", PriceExamples.TEN);
            case "RemoveCode" -> new RemoveCode("TEN");
            case "ChooseShippingMethod" -> new ChooseShippingMethod(PriceExamples.PARCEL);
            case "SetExternalTax" ->
                new SetExternalTax(
                        new ExternalTax(2, false, List.of(new ExternalTax.LineTax(LINE, Rate.of("0.1"), 50)), null));
            case "BeginMerge" -> new BeginMerge(MERGE, OTHER, 7, MergeMode.SUM);
            case "BeginAnotherMerge" -> new BeginMerge(ANOTHER_MERGE, OTHER, 7, MergeMode.SUM);
            case "TakeIn" -> takeIn(MergeMode.SUM, line("TEA", 1, 250));
            case "CloseMerged" -> new CloseMerged(MERGE);
            case "CloseAnotherMerged" -> new CloseMerged(ANOTHER_MERGE);
            case "CallMergeOff" -> new CallMergeOff(MERGE);
            case "CallAnotherMergeOff" -> new CallMergeOff(ANOTHER_MERGE);
            case "Abandon" -> new Abandon(NOW);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Each {@link DetailCommand}, for other tests, too. */
    static Stream<DetailCommand> details() {
        return commands().filter(DetailCommand.class::isInstance).map(DetailCommand.class::cast);
    }

    private static Stream<CartCommand> commands() {
        return rows().map(row -> command(row.split("\\|", -1)[0].strip()));
    }

    static Stream<String> rows() {
        return TABLE.lines().skip(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_state_makes_of_every_command_what_the_table_says(String row) {
        String[] cells = row.split("\\|", -1);
        var expected = Stream.of(cells).skip(1).map(String::strip).toList();

        assertThat(states().values().stream()
                        .map(history ->
                                outcome(Cart.decide(cart.given(history).state(), command(cells[0].strip()), CONTEXT)))
                        .toList())
                .as(row)
                .isEqualTo(expected);
    }

    /** A new command fails this test until each state has a result for it. */
    @Test
    void the_table_has_every_command_and_every_state() {
        assertThat(commands().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(records(CartCommand.class).toList());
        assertThat(states().values().stream()
                        .map(history -> cart.given(history).state().getClass().getSimpleName()))
                .containsExactlyElementsOf(states().keySet());
    }

    /** The records of a sealed type, those of the sealed types in between included. */
    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(CartLifeTest::records)
                : Stream.of(type);
    }

    private static String outcome(Decision<CartEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<CartEvent>(var rejection) -> rejection.name();
            case Decision.Accepted<CartEvent> accepted when accepted.events().isEmpty() -> "-";
            case Decision.Accepted<CartEvent> accepted ->
                accepted.events().stream()
                        .map(event -> event.getClass().getSimpleName())
                        .collect(joining(" "));
        };
    }

    @Test
    void a_copy_begins_with_its_lines() {
        var origin = new Origin.Copy(new StreamId("order", OTHER.toString()));
        var line = new Line(LINE, "TEA", "Tea", 2, eur(250));

        cart.given().when(new Create(GUEST, EUR, origin, List.of(line))).then(new CartCreated(GUEST, EUR, origin), TEA);
    }

    @Test
    void a_frozen_cart_thaws_with_the_first_command_after_its_time() {
        cart.at(LATER).given(CREATED, TEA, FROZEN).when(new RemoveItem(LINE)).then(new CartUnfrozen(), TEA_REMOVED);
        cart.at(LATER)
                .given(CREATED, TEA, FROZEN)
                .when(new Abandon(NOW))
                .then(new CartUnfrozen(), new CartAbandoned(NOW));
    }

    @Test
    void a_command_that_changes_nothing_activates_no_cart() {
        cart.given(CREATED, ABANDONED).when(new Clear()).thenNothing();
        cart.at(LATER).given(CREATED, FROZEN).when(new Clear()).thenNothing();
    }

    @Test
    void freezing_until_the_same_time_again_changes_nothing() {
        cart.given(CREATED, FROZEN).when(new Freeze(LATER)).thenNothing();
    }

    @Test
    void a_cart_is_frozen_until_a_time_to_come_and_not_for_ever() {
        cart.given(CREATED).when(new Freeze(NOW)).thenRejected(UNTIL_OUT_OF_RANGE);
        cart.given(CREATED).when(new Freeze(Instant.MAX)).thenRejected(UNTIL_OUT_OF_RANGE);
        cart.given(CREATED)
                .when(new Freeze(NOW.plus(Cart.LONGEST_FREEZE)))
                .then(new CartFrozen(NOW.plus(Cart.LONGEST_FREEZE)));
        cart.given(CREATED)
                .when(new Freeze(NOW.plus(Cart.LONGEST_FREEZE).plus(Duration.ofMillis(1))))
                .thenRejected(UNTIL_OUT_OF_RANGE);
    }

    @Test
    void a_customers_cart_stays_theirs() {
        cart.given(CREATED, new CartAssigned("alice")).when(new Assign("alice")).thenNothing();
        cart.given(CREATED, new CartAssigned("alice")).when(new Assign("bob")).thenRejected(CART_ASSIGNED);
    }

    @Test
    void repricing_leaves_alone_what_is_not_on_sale_or_in_another_currency() {
        var dollars = new Offer("Tea", new Money(300, Currency.getInstance("USD")));

        cart.given(CREATED, TEA).when(new Reprice(Map.of())).thenNothing();
        cart.given(CREATED, TEA).when(new Reprice(Map.of("TEA", dollars))).thenNothing();
        cart.given(CREATED, TEA)
                .when(new Reprice(Map.of("TEA", new Offer("Tea", eur(250)))))
                .thenNothing();
        cart.given(CREATED, TEA)
                .when(new Reprice(Map.of("TEA", new Offer("Tea", eur(300)))))
                .then(new ItemsRepriced(List.of(new RepricedLine(LINE, eur(250), eur(300)))));
    }

    @Test
    void a_version_that_never_existed_can_not_be_restored() {
        cart.given(CREATED, TEA).when(new Restore(9, null, Map.of())).thenRejected(NO_SUCH_VERSION);
    }

    @Test
    void checkout_places_the_order_of_the_version_that_the_shopper_has_seen() {
        List<CartEvent> ready = List.of(CREATED, TEA, new ShippingAddressSet(ADDRESS), new ContactSet(CONTACT));
        var order = new NewOrder(
                CART,
                new OrderPlaced(
                        NewOrder.number(CART),
                        ready.size(),
                        GUEST,
                        List.of(new OrderLine(LINE, "TEA", "Tea", 2, eur(250))),
                        TOTALS,
                        ADDRESS,
                        CONTACT));

        cart.given(ready)
                .when(new CheckOut(CART, eur(500)))
                .thenFounds(order.begin())
                .then(new CartCheckedOut(CART, TOTALS));
    }

    @Test
    void checkout_needs_lines_an_address_a_contact_and_the_expected_total() {
        var address = new ShippingAddressSet(ADDRESS);
        var contact = new ContactSet(CONTACT);
        CartCommand checkOut = new CheckOut(CART, eur(500));
        var dollars = new Money(500, Currency.getInstance("USD"));

        cart.given(CREATED, address, contact).when(checkOut).thenRejected(CART_EMPTY);
        cart.given(CREATED, TEA, contact).when(checkOut).thenRejected(ADDRESS_MISSING);
        cart.given(CREATED, TEA, address).when(checkOut).thenRejected(CONTACT_MISSING);
        cart.given(CREATED, TEA, address, contact)
                .when(new CheckOut(CART, eur(499)))
                .thenRejected(TOTAL_DIFFERS);
        cart.given(CREATED, TEA, address, contact)
                .when(new CheckOut(CART, dollars))
                .thenRejected(TOTAL_DIFFERS);
    }

    @Test
    void a_second_checkout_that_expects_another_total_is_rejected_as_checked_out() {
        cart.given(CREATED, TEA, new CartCheckedOut(CART, TOTALS))
                .when(new CheckOut(CART, eur(499)))
                .thenRejected(CART_CHECKED_OUT);
    }

    @Test
    void the_total_of_the_fullest_and_dearest_cart_is_exact() {
        var lines = new CartLines(IntStream.range(0, Cart.MAX_LINES)
                .mapToObj(i -> line("SKU-" + i, Cart.MAX_QUANTITY, Offer.MAX_PRICE))
                .toList());

        assertThat(lines.totals(EUR).total()).isEqualTo(eur(Cart.MAX_LINES * Cart.MAX_QUANTITY * Offer.MAX_PRICE));
    }

    @Test
    void units_of_a_merged_cart_come_onto_the_line_of_their_price() {
        cart.given(CREATED, TEA)
                .when(takeIn(MergeMode.SUM, line("TEA", 3, 250)))
                .then(merged(new LineDelta(LINE, "TEA", "TEA", 3, eur(250))));
    }

    @Test
    void the_source_wins_by_taking_units_out_too() {
        cart.given(CREATED, TEA)
                .when(takeIn(MergeMode.SOURCE, line("TEA", 1, 300)))
                .then(merged(new LineDelta(LINE, "TEA", "Tea", -1, eur(250))));
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_cart_is_merged_too(MergeMode mode) {
        cart.given(CREATED, TEA).when(takeIn(mode)).then(merged());
    }

    @Test
    void a_merge_keeps_to_the_bounds_of_a_cart() {
        Line[] many = IntStream.range(0, Cart.MAX_LINES)
                .mapToObj(i -> line("SKU-" + i, 1, 100))
                .toArray(Line[]::new);

        cart.given(CREATED, TEA)
                .when(takeIn(MergeMode.SUM, line("TEA", 998, 250)))
                .thenRejected(LINE_FULL);
        cart.given(CREATED, TEA).when(takeIn(MergeMode.SUM, many)).thenRejected(CART_FULL);
        cart.given(new CartCreated(GUEST, Currency.getInstance("USD")))
                .when(takeIn(MergeMode.SUM))
                .thenRejected(CURRENCY_MISMATCH);
    }

    @Test
    void a_merge_that_is_called_off_leaves_the_cart_as_it_was() {
        assertThat(cart.given(CREATED, TEA, LEAVING, new CartMergeCalledOff(MERGE))
                        .state())
                .isInstanceOfSatisfying(
                        Cart.Active.class,
                        active -> assertThat(active.contents().lines())
                                .isEqualTo(((Cart.Open) cart.given(CREATED, TEA).state())
                                        .contents()
                                        .lines()));
    }

    private static CartMerged merged(LineDelta... deltas) {
        return new CartMerged(MERGE, OTHER, 7, List.of(deltas));
    }

    private static CartCommand takeIn(MergeMode mode, Line... lines) {
        return new TakeIn(MERGE, OTHER, 7, EUR, new CartLines(List.of(lines)), mode);
    }

    private static Line line(String sku, int quantity, long cents) {
        return new Line(UUID.nameUUIDFromBytes(sku.getBytes(UTF_8)), sku, sku, quantity, eur(cents));
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}
