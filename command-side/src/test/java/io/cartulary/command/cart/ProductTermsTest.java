package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.cart.PriceExamples.EUR;
import static io.cartulary.command.cart.PriceExamples.NOTHING;
import static io.cartulary.command.cart.PriceExamples.VAT;
import static io.cartulary.command.cart.PriceExamples.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.Cart.Open;
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
import io.cartulary.contracts.LeftOutReason;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.ProductPrice;
import io.cartulary.contracts.ProductTerms;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.pricing.PriceSelection;
import io.cartulary.service.access.Caller;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a line has of its product: the selected price, the names, the attributes and the tax category. */
class ProductTermsTest {

    private static final UUID CART = new UUID(0, 1);
    private static final UUID LINE = new UUID(1, 1);
    private static final UUID OTHER_LINE = new UUID(1, 2);
    private static final Caller ALICE = Caller.customer("alice");
    private static final Caller REGULAR = ALICE.inGroup("regulars");
    private static final CartEvent CREATED = new CartCreated(new Owner.Customer("alice"), EUR);
    private static final CartEvent IN_GERMANY =
            new ShippingAddressSet(new Address("Alice", "Street 1", null, null, "Köln", null, "DE"));
    private static final CartEvent CONTACT = new ContactSet(new Contact("alice@example.org", null));
    private static final CartEvent FOR_REGULARS =
            new CartTermsSet(new PriceTerms(Rounding.HALF_EVEN, null, null, null, null, null, "regulars"));

    private static final ProductPrice GERMAN = new ProductPrice(900, EUR, "DE", null, null, null);
    private static final ProductPrice REGULARS = new ProductPrice(800, EUR, null, "regulars", null, null);
    private static final ProductPrice ENDED = new ProductPrice(700, EUR, null, null, null, DeciderSpecification.NOW);
    private static final ProductPrice DOLLARS = new ProductPrice(new Money(1200, Currency.getInstance("USD")));
    private static final CustomFields GREEN = new CustomFields(Map.of("colour", FieldValue.of("green")));
    private static final Offer TEA = new Offer(new ProductListed(
            "Tea", eur(1000), Map.of("de", "Tee"), null, GREEN, "food", List.of(GERMAN, REGULARS, ENDED, DOLLARS)));

    private final DeciderSpecification<Cart, CartCommand, CartEvent> cart =
            new DeciderSpecification<>(Cart.DECIDER).by(ALICE);

    @Test
    void a_line_has_what_the_register_says_of_its_product() {
        cart.given(CREATED)
                .when(new AddItem(LINE, "TEA", 2, TEA))
                .then(new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000), terms(null)));
    }

    @Test
    void the_price_is_that_for_the_country() {
        cart.given(CREATED, IN_GERMANY)
                .when(new AddItem(LINE, "TEA", 2, TEA))
                .then(new ItemAdded(LINE, "TEA", "Tea", 2, eur(900), terms(GERMAN)));
    }

    @Test
    void the_price_is_that_for_the_customers_group() {
        cart.by(REGULAR)
                .given(CREATED, IN_GERMANY)
                .when(new AddItem(LINE, "TEA", 2, TEA))
                .then(new ItemAdded(LINE, "TEA", "Tea", 2, eur(800), terms(REGULARS)));
    }

    @Test
    void staff_do_not_bring_their_own_group() {
        Caller staff = Caller.staff("sam");

        cart.by(staff)
                .given(CREATED)
                .when(new AddItem(LINE, "TEA", 2, TEA))
                .then(new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000), terms(null)));
        cart.by(staff)
                .given(CREATED, FOR_REGULARS)
                .when(new AddItem(LINE, "TEA", 2, TEA))
                .then(new ItemAdded(LINE, "TEA", "Tea", 2, eur(800), terms(REGULARS)));
    }

    @Test
    void a_cart_remembers_the_group() {
        cart.by(REGULAR)
                .given(CREATED)
                .when(new AtPresentTerms(new AddItem(LINE, "TEA", 2, TEA), NOTHING))
                .then(new ItemAdded(LINE, "TEA", "Tea", 2, eur(800), terms(REGULARS)), FOR_REGULARS);
        cart.given(CREATED, FOR_REGULARS)
                .when(new AtPresentTerms(new AddItem(LINE, "TEA", 2, TEA), NOTHING))
                .then(new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000), terms(null)), new CartTermsSet(PriceTerms.NONE));
    }

    @Test
    void a_period_counts_at_the_time_of_the_command() {
        cart.at(DeciderSpecification.NOW.minusMillis(1))
                .given(CREATED)
                .when(new AddItem(LINE, "TEA", 2, TEA))
                .then(new ItemAdded(LINE, "TEA", "Tea", 2, eur(700), terms(ENDED)));
    }

    @Test
    void a_product_may_have_a_price_in_the_currency_of_the_cart() {
        CartEvent dollars = new CartCreated(new Owner.Customer("alice"), Currency.getInstance("USD"));
        CartEvent pounds = new CartCreated(new Owner.Customer("alice"), Currency.getInstance("GBP"));

        cart.given(dollars)
                .when(new AddItem(LINE, "TEA", 1, TEA))
                .then(new ItemAdded(LINE, "TEA", "Tea", 1, DOLLARS.money(), terms(null)));
        cart.given(pounds).when(new AddItem(LINE, "TEA", 1, TEA)).thenRejected(CURRENCY_MISMATCH);
    }

    @Test
    void a_line_that_grows_has_the_present_product_for_all_its_units() {
        cart.given(CREATED, new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000)))
                .when(new AddItem(OTHER_LINE, "TEA", 1, TEA))
                .then(
                        new ItemsRepriced(List.of(new RepricedLine(LINE, eur(1000), eur(1000), terms(null)))),
                        new ItemAdded(LINE, "TEA", "Tea", 1, eur(1000), terms(null)));
        cart.given(CREATED, IN_GERMANY, new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000), terms(null)))
                .when(new ChangeQuantity(LINE, 3, TEA))
                .then(
                        new ItemsRepriced(List.of(new RepricedLine(LINE, eur(1000), eur(900), terms(GERMAN)))),
                        new ItemQuantityChanged(LINE, 2, 3));
        cart.given(CREATED, new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000), terms(null)))
                .when(new ChangeQuantity(LINE, 3, TEA))
                .then(new ItemQuantityChanged(LINE, 2, 3));
    }

    @Test
    void a_line_that_shrinks_keeps_what_it_has() {
        cart.given(CREATED, IN_GERMANY, new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000)))
                .when(new ChangeQuantity(LINE, 1, TEA))
                .then(new ItemQuantityChanged(LINE, 2, 1));
    }

    @Test
    void a_repricing_selects_the_prices_again() {
        cart.given(CREATED, new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000), terms(null)), IN_GERMANY)
                .when(new Reprice(Map.of("TEA", TEA)))
                .then(new ItemsRepriced(List.of(new RepricedLine(LINE, eur(1000), eur(900), terms(GERMAN)))));
    }

    @Test
    void a_restored_line_has_the_present_product() {
        var lines = new CartLines(List.of(new Line(LINE, "TEA", "Tea", 2, eur(500))));

        cart.given(CREATED, IN_GERMANY)
                .when(new Restore(1, lines, Map.of("TEA", TEA)))
                .then(
                        new CartRestored(1, List.of(new RestoredLine(LINE, "TEA", "Tea", 2, eur(500)))),
                        new ItemsRepriced(List.of(new RepricedLine(LINE, eur(500), eur(900), terms(GERMAN)))));
    }

    @Test
    void a_product_without_a_price_for_the_cart_is_left_out() {
        var lines = new CartLines(List.of(new Line(LINE, "TEA", "Tea", 2, eur(500))));
        var dollars = new Offer("Tea", DOLLARS.money());

        cart.given(CREATED)
                .when(new Restore(1, lines, Map.of("TEA", dollars)))
                .then(new CartRestored(
                        1, List.of(), List.of(new LeftOutLine(LINE, "TEA", "Tea", 2, LeftOutReason.OTHER_CURRENCY))));
    }

    @Test
    void merged_lines_keep_what_they_have() {
        var source = new CartLines(List.of(new Line(LINE, "TEA", "Tea", 2, eur(900), terms(GERMAN))));
        var merged = (CartMerged) cart.given(CREATED)
                .when(new TakeIn(new UUID(2, 1), new UUID(0, 2), 7, EUR, source, MergeMode.SUM))
                .events()
                .getFirst();

        assertThat(merged.deltas()).extracting(LineDelta::product).containsExactly(terms(GERMAN));
    }

    @Test
    void a_copy_has_present_products_at_the_prices_for_everywhere() {
        var original = new CopySource(
                new Owner.Customer("alice"), EUR, new CartLines(List.of(new Line(LINE, "TEA", "Tea", 2, eur(1)))));

        assertThat(original.at(
                        Map.of("TEA", TEA),
                        new PriceSelection(EUR, null, "regulars", DeciderSpecification.NOW),
                        _ -> OTHER_LINE))
                .containsExactly(new Line(OTHER_LINE, "TEA", "Tea", 2, eur(800), terms(REGULARS)));
    }

    @Test
    void the_tax_category_decides_about_the_rate() {
        PriceTerms terms = new PriceTerms(
                Rounding.HALF_EVEN,
                null,
                null,
                null,
                new TaxTerms(
                        "DE",
                        null,
                        Map.of(TaxTerms.STANDARD, Rate.of("0.19"), "food", Rate.of("0.07")),
                        false,
                        TaxTerms.TaxLevel.LINE,
                        VAT.rounding(),
                        VAT.roundingTarget()),
                null,
                null);
        PricedCart price = price(
                new ItemAdded(LINE, "TEA", "Tea", 1, eur(1000), terms(null)),
                new ItemAdded(OTHER_LINE, "MUG", "Mug", 1, eur(1000)),
                new CartTermsSet(terms));

        assertThat(price.lines())
                .extracting(line -> Objects.requireNonNull(line.tax()).amount())
                .containsExactly(70L, 190L);
    }

    @Test
    void a_promotion_is_for_lines_by_attribute() {
        PromotionTerms green = promotion(
                new PromotionTarget.Lines(null, Map.of("colour", List.of("red", "green"))), PromotionConditions.NONE);
        PricedCart price = price(
                new ItemAdded(LINE, "TEA", "Tea", 1, eur(1000), terms(null)),
                new ItemAdded(OTHER_LINE, "MUG", "Mug", 1, eur(1000)),
                new CartTermsSet(new PriceTerms(Rounding.HALF_EVEN, List.of(green), null, null, null, null, null)));

        assertThat(price.lines()).extracting(line -> line.discounts().size()).containsExactly(1, 0);
        assertThat(price.total()).isEqualTo(1500);
    }

    @Test
    void a_promotion_is_for_a_customer_group() {
        PromotionTerms forRegulars = promotion(
                new PromotionTarget.Order(),
                new PromotionConditions(null, null, null, null, List.of("regulars"), null, null));
        var add = new AtPresentTerms(
                new AddItem(LINE, "MUG", 1, new Offer("Mug", eur(1000))), present(List.of(forRegulars)));

        assertThat(after(REGULAR, add).total()).isEqualTo(500);
        assertThat(after(ALICE, add).total()).isEqualTo(1000);
    }

    private PricedCart after(Caller caller, CartCommand command) {
        List<CartEvent> history = List.of(CREATED);
        List<CartEvent> events = cart.by(caller).given(history).when(command).events();
        return price(events.toArray(CartEvent[]::new));
    }

    @Test
    void an_order_has_what_the_lines_had() {
        Cart full = cart.given(
                        CREATED, new ItemAdded(LINE, "TEA", "Tea", 1, eur(900), terms(GERMAN)), IN_GERMANY, CONTACT)
                .state();
        var decision = (Decision.Accepted<CartEvent>)
                Cart.decide(full, new CheckOut(CART, eur(900)), DeciderSpecification.CONTEXT);
        var placed = (OrderPlaced)
                Objects.requireNonNull(decision.startsStream()).events().getFirst();

        assertThat(placed.lines()).extracting(line -> line.product()).containsExactly(terms(GERMAN));
    }

    @Test
    void a_cart_has_a_bounded_amount_of_product_data() {
        var large = new CustomFields(Map.of("description", FieldValue.of("x".repeat(1000))));
        List<CartEvent> almost = Stream.concat(
                        Stream.of(CREATED),
                        IntStream.range(0, 256)
                                .mapToObj(i -> new ItemAdded(
                                        new UUID(2, i),
                                        "SKU-" + i,
                                        "Thing",
                                        1,
                                        eur(1),
                                        new ProductTerms(null, large, null, null))))
                .toList();
        Offer another = new Offer(new ProductListed("Thing", eur(1), null, null, large, null, null));

        cart.given(almost).when(new AddItem(LINE, "ANOTHER", 1, another)).thenRejected(CART_FULL);
        cart.given(almost)
                .when(new AddItem(LINE, "SMALL", 1, new Offer("Thing", eur(1))))
                .then(new ItemAdded(LINE, "SMALL", "Thing", 1, eur(1)));
    }

    private static PromotionTerms promotion(PromotionTarget target, PromotionConditions conditions) {
        return new PromotionTerms("half", target, new PromotionEffect.PercentOff(Rate.of("0.5")), conditions, 0, false);
    }

    private PricedCart price(CartEvent... events) {
        var open = (Open)
                cart.given(Stream.concat(Stream.of(CREATED), Stream.of(events)).toList())
                        .state();
        CartContents contents = open.contents();
        return contents.price(contents.termsOrNone(), DeciderSpecification.NOW);
    }

    private static ProductTerms terms(@Nullable ProductPrice price) {
        return new ProductTerms(Map.of("de", "Tee"), GREEN, "food", price);
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}
