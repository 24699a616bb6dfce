package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.cart.PriceExamples.EUR;
import static io.cartulary.command.cart.PriceExamples.NOTHING;
import static io.cartulary.command.cart.PriceExamples.PARCEL;
import static io.cartulary.command.cart.PriceExamples.SALE;
import static io.cartulary.command.cart.PriceExamples.SALE_FOR_ALL;
import static io.cartulary.command.cart.PriceExamples.SHIP;
import static io.cartulary.command.cart.PriceExamples.TEN;
import static io.cartulary.command.cart.PriceExamples.VAT;
import static io.cartulary.command.cart.PriceExamples.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.cart.PresentTerms.LocalTax;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.ExternalTax;
import io.cartulary.contracts.ExternalTax.LineTax;
import io.cartulary.contracts.ExternalTax.ShippingTax;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Origin;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.Totals;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a cart costs besides its lines: codes, shipping, taxes, promotions, and the registers as they are. */
class CartPriceTest {

    private static final UUID CART = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final UUID LINE = new UUID(1, 1);
    private static final UUID MERGE = new UUID(2, 1);
    private static final Address LONDON = new Address("Ada", "Street 1", null, null, "London", null, "GB");
    private static final Address PARIS = new Address("Ada", "Rue 1", null, null, "Paris", null, "FR");
    private static final CartEvent CREATED = new CartCreated(new Owner.Guest(new UUID(0, 9)), EUR);
    private static final CartEvent TEA = new ItemAdded(LINE, "TEA", "Tea", 2, eur(250));
    private static final CartEvent IN_LONDON = new ShippingAddressSet(LONDON);
    private static final CartEvent IN_PARIS = new ShippingAddressSet(PARIS);
    private static final CartEvent CONTACT = new ContactSet(new Contact("ada@example.org", null));
    private static final CartEvent BY_PARCEL = new CartShippingMethodSet(PARCEL);

    private final DeciderSpecification<Cart, CartCommand, CartEvent> cart = new DeciderSpecification<>(Cart.DECIDER);

    @Test
    void a_code_is_entered_once() {
        cart.given(CREATED).when(new ApplyCode("TEN", TEN)).then(new CodeApplied(TEN));
        cart.given(CREATED, new CodeApplied(TEN))
                .when(new ApplyCode("TEN", TEN))
                .thenNothing();
    }

    @Test
    void an_unknown_code_is_rejected() {
        cart.given(CREATED).when(new ApplyCode("NEVER", null)).thenRejected(NO_SUCH_CODE);
    }

    @Test
    void a_cart_has_ten_codes_at_most() {
        List<CartEvent> full = Stream.concat(Stream.of(CREATED), codes(0, 10).map(CodeApplied::new))
                .toList();

        cart.given(full).when(new ApplyCode("TEN", TEN)).thenRejected(TOO_MANY_CODES);
        cart.given(full).when(new ApplyCode("CODE-3", code(3))).thenNothing();
        cart.given(full).when(new RemoveCode("CODE-3")).then(new CodeRemoved("CODE-3"));
    }

    @Test
    void a_removed_code_can_be_entered_again() {
        cart.given(CREATED, new CodeApplied(TEN), new CodeRemoved("TEN"))
                .when(new ApplyCode("TEN", TEN))
                .then(new CodeApplied(TEN));
        cart.given(CREATED).when(new RemoveCode("TEN")).thenNothing();
    }

    @Test
    void a_code_that_takes_nothing_off_stays_with_the_reason() {
        var expired = new AppliedCode("TEN", TEN.promotion(), NotAppliedReason.EXPIRED);

        cart.given(CREATED, TEA).when(new ApplyCode("TEN", expired)).then(new CodeApplied(expired));
        assertThat(price(CREATED, TEA, new CodeApplied(expired)).codes())
                .containsExactly(new PricedCart.CodeOutcome("TEN", NotAppliedReason.EXPIRED));
    }

    @Test
    void a_shipping_method_is_chosen_where_it_is_offered() {
        var dollars = new ShippingTerms(
                "parcel", ShippingPrice.flat(new Money(490, Currency.getInstance("USD"))), null, List.of("GB"));

        cart.given(CREATED).when(new ChooseShippingMethod(PARCEL)).then(BY_PARCEL);
        cart.given(CREATED, IN_LONDON).when(new ChooseShippingMethod(PARCEL)).then(BY_PARCEL);
        cart.given(CREATED, BY_PARCEL).when(new ChooseShippingMethod(PARCEL)).thenNothing();
        cart.given(CREATED).when(new ChooseShippingMethod(null)).thenRejected(NO_SUCH_SHIPPING_METHOD);
        cart.given(CREATED, IN_PARIS).when(new ChooseShippingMethod(PARCEL)).thenRejected(SHIPPING_METHOD_NOT_OFFERED);
        cart.given(CREATED).when(new ChooseShippingMethod(dollars)).thenRejected(SHIPPING_METHOD_NOT_OFFERED);
        cart.given(CREATED)
                .when(new ChooseShippingMethod(PARCEL.notOffered()))
                .thenRejected(SHIPPING_METHOD_NOT_OFFERED);
    }

    @Test
    void a_change_gives_the_cart_the_terms_of_the_moment() {
        var add = new AddItem(new UUID(1, 2), "CUP", 1, new Offer("Cup", eur(900)));
        var added = new ItemAdded(new UUID(1, 2), "CUP", "Cup", 1, eur(900));
        var onSale = new CartTermsSet(terms(List.of(SALE), null));

        cart.given(CREATED).when(new AtPresentTerms(add, SALE_FOR_ALL)).then(added, onSale);
        cart.given(CREATED, TEA, onSale)
                .when(new AtPresentTerms(add, SALE_FOR_ALL))
                .then(added);
        cart.given(CREATED, TEA, onSale)
                .when(new AtPresentTerms(add, NOTHING))
                .then(added, new CartTermsSet(PriceTerms.NONE));
    }

    @Test
    void registers_without_entries_change_nothing() {
        cart.given(CREATED)
                .when(new AtPresentTerms(new SetShippingAddress(LONDON), NOTHING))
                .then(IN_LONDON);
    }

    @Test
    void a_command_that_changes_nothing_sets_no_terms_but_a_repricing_does() {
        var onSale = new CartTermsSet(terms(List.of(SALE), null));

        cart.given(CREATED).when(new AtPresentTerms(new Clear(), SALE_FOR_ALL)).thenNothing();
        cart.given(CREATED, TEA)
                .when(new AtPresentTerms(new Reprice(Map.of()), SALE_FOR_ALL))
                .then(onSale);
        cart.given(CREATED, TEA, onSale)
                .when(new AtPresentTerms(new Reprice(Map.of()), SALE_FOR_ALL))
                .thenNothing();
    }

    @Test
    void a_copy_begins_under_the_terms_of_the_moment() {
        var line = new Line(LINE, "TEA", "Tea", 2, eur(250));
        var origin = new Origin.Empty();

        cart.given()
                .when(new Create(new Owner.Guest(new UUID(0, 9)), EUR, origin, List.of(line), SALE_FOR_ALL))
                .then(CREATED, TEA, new CartTermsSet(terms(List.of(SALE), null)));
    }

    @Test
    void the_address_decides_about_the_tax() {
        cart.given(CREATED, TEA)
                .when(new AtPresentTerms(new SetShippingAddress(LONDON), taxed("GB")))
                .then(
                        IN_LONDON,
                        new CartTermsSet(new PriceTerms(Rounding.HALF_EVEN, null, null, null, VAT, "GB", null)));
    }

    @Test
    void tax_rates_of_another_country_are_not_those_of_the_cart() {
        cart.given(CREATED, TEA, IN_PARIS)
                .when(new AtPresentTerms(new RemoveItem(LINE), taxed("GB")))
                .then(new ItemRemoved(LINE, "TEA", 2));
    }

    @Test
    void codes_and_shipping_follow_the_register() {
        var dearer = new ShippingTerms("parcel", ShippingPrice.flat(eur(590)), null, List.of("GB", "DE"));
        var over = new AppliedCode("TEN", TEN.promotion(), NotAppliedReason.EXPIRED);
        var present =
                new PresentTerms(Rounding.HALF_EVEN, List.of(), Map.of("TEN", over), Map.of("parcel", dearer), null);

        cart.given(CREATED, TEA, BY_PARCEL, new CodeApplied(TEN), new CodeApplied(SHIP))
                .when(new AtPresentTerms(new RemoveItem(LINE), present))
                .then(
                        new ItemRemoved(LINE, "TEA", 2),
                        new CartTermsSet(new PriceTerms(
                                Rounding.HALF_EVEN, null, List.of(over, SHIP), dearer, null, null, null)));
    }

    /** 2 × 2.50, 20 % and 1.00 off, 4.90 for the parcel, and 20 % tax on each. */
    @Test
    void the_expected_total_has_discounts_shipping_and_tax() {
        var terms = new PriceTerms(Rounding.HALF_EVEN, List.of(SALE), List.of(TEN), PARCEL, VAT, "GB", null);
        List<CartEvent> ready = List.of(CREATED, TEA, IN_LONDON, CONTACT, new CartTermsSet(terms));
        long total = (400 - 100) * 6 / 5 + 490 * 6 / 5;

        cart.given(ready).when(new CheckOut(CART, eur(500))).thenRejected(TOTAL_DIFFERS);
        cart.given(ready)
                .when(new CheckOut(CART, eur(total)))
                .then(new CartCheckedOut(CART, new Totals(1, 2, eur(500)), eur(total)));
        OrderPlaced placed = placed(ready, new CheckOut(CART, eur(total)));
        assertThat(placed.terms()).isEqualTo(terms);
        assertThat(placed.price().total()).isEqualTo(total);
        assertThat(placed.price().discount()).isEqualTo(200);
        assertThat(placed.totals()).isEqualTo(new Totals(1, 2, eur(500)));
    }

    @Test
    void a_second_checkout_at_the_same_total_changes_nothing() {
        var checkedOut = new CartCheckedOut(CART, new Totals(1, 2, eur(500)), eur(400));

        cart.given(CREATED, TEA, checkedOut).when(new CheckOut(CART, eur(400))).thenNothing();
        cart.given(CREATED, TEA, checkedOut)
                .when(new AtPresentTerms(new CheckOut(CART, eur(400)), NOTHING))
                .thenNothing();
        cart.given(CREATED, TEA, checkedOut).when(new CheckOut(CART, eur(500))).thenRejected(CART_CHECKED_OUT);
    }

    @Test
    void checkout_is_under_the_terms_of_the_moment() {
        List<CartEvent> ready = List.of(CREATED, TEA, IN_LONDON, CONTACT);

        cart.given(ready)
                .when(new AtPresentTerms(new CheckOut(CART, eur(500)), SALE_FOR_ALL))
                .thenRejected(TOTAL_DIFFERS);
        cart.given(ready)
                .when(new AtPresentTerms(new CheckOut(CART, eur(400)), SALE_FOR_ALL))
                .then(
                        new CartTermsSet(terms(List.of(SALE), "GB")),
                        new CartCheckedOut(CART, new Totals(1, 2, eur(500)), eur(400)));
    }

    @Test
    void checkout_rejects_a_method_that_does_not_go_to_the_address() {
        cart.given(CREATED, TEA, CONTACT, BY_PARCEL)
                .when(new AtPresentTerms(new SetShippingAddress(PARIS), NOTHING))
                .then(
                        IN_PARIS,
                        new CartTermsSet(new PriceTerms(Rounding.HALF_EVEN, null, null, PARCEL, null, "FR", null)));
        cart.given(
                        CREATED,
                        TEA,
                        IN_PARIS,
                        CONTACT,
                        new CartTermsSet(new PriceTerms(Rounding.HALF_EVEN, null, null, PARCEL, null, "FR", null)))
                .when(new CheckOut(CART, eur(990)))
                .thenRejected(SHIPPING_METHOD_NOT_OFFERED);
    }

    @Test
    void taxes_of_another_system_are_of_the_very_cart() {
        var tax = new ExternalTax(2, false, List.of(new LineTax(LINE, Rate.of("0.1"), 50)), null);
        var otherLine = new ExternalTax(2, false, List.of(new LineTax(OTHER, Rate.of("0.1"), 50)), null);
        var shipping = new ExternalTax(2, false, tax.lines(), new ShippingTax(Rate.of("0.1"), 49));
        var tooMuch = new ExternalTax(2, true, List.of(new LineTax(LINE, Rate.of("0.1"), 501)), null);

        cart.given(CREATED, TEA).when(new SetExternalTax(tax)).then(new ExternalTaxSet(tax));
        cart.given(CREATED, TEA, new ExternalTaxSet(tax))
                .when(new SetExternalTax(tax))
                .thenNothing();
        cart.given(CREATED, TEA, CONTACT).when(new SetExternalTax(tax)).thenRejected(EXTERNAL_TAX_STALE);
        cart.given(CREATED, TEA).when(new SetExternalTax(otherLine)).thenRejected(EXTERNAL_TAX_DIFFERS);
        cart.given(CREATED, TEA).when(new SetExternalTax(shipping)).thenRejected(EXTERNAL_TAX_DIFFERS);
        cart.given(CREATED, TEA).when(new SetExternalTax(tooMuch)).thenRejected(EXTERNAL_TAX_DIFFERS);
    }

    @Test
    void checkout_rejects_stale_taxes_of_another_system() {
        var tax = new ExternalTax(4, false, List.of(new LineTax(LINE, Rate.of("0.1"), 50)), null);
        List<CartEvent> taxed = List.of(CREATED, TEA, IN_LONDON, CONTACT, new ExternalTaxSet(tax));
        List<CartEvent> changed = Stream.concat(
                        taxed.stream(), Stream.<CartEvent>of(new ItemQuantityChanged(LINE, 2, 1)))
                .toList();

        cart.given(taxed)
                .when(new CheckOut(CART, eur(550)))
                .then(new CartCheckedOut(CART, new Totals(1, 2, eur(500)), eur(550)));
        cart.given(taxed)
                .when(new AtPresentTerms(new CheckOut(CART, eur(550)), NOTHING))
                .then(
                        new CartTermsSet(terms(List.of(), "GB").withExternalTax(tax)),
                        new CartCheckedOut(CART, new Totals(1, 2, eur(500)), eur(550)));
        cart.given(changed).when(new CheckOut(CART, eur(250))).thenRejected(EXTERNAL_TAX_STALE);
        cart.given(taxed)
                .when(new AtPresentTerms(new CheckOut(CART, eur(550)), SALE_FOR_ALL))
                .thenRejected(EXTERNAL_TAX_STALE);
    }

    @Test
    void a_merge_keeps_the_codes_of_both_carts() {
        cart.given(CREATED, TEA, new CodeApplied(TEN))
                .when(takeIn(List.of(TEN, SHIP)))
                .then(new CartMerged(MERGE, OTHER, 7, List.of()), new CodeApplied(SHIP));
    }

    @Test
    void a_merge_keeps_ten_codes_at_most() {
        List<CartEvent> nine = Stream.concat(Stream.of(CREATED), codes(0, 9).map(CodeApplied::new))
                .toList();

        cart.given(nine)
                .when(takeIn(List.of(TEN, SHIP)))
                .then(new CartMerged(MERGE, OTHER, 7, List.of()), new CodeApplied(TEN));
    }

    private static CartCommand takeIn(List<AppliedCode> codes) {
        return new TakeIn(MERGE, OTHER, 7, EUR, CartLines.NONE, codes, MergeMode.SUM);
    }

    private static PresentTerms taxed(String country) {
        return new PresentTerms(Rounding.HALF_EVEN, List.of(), Map.of(), Map.of(), new LocalTax(country, null, VAT));
    }

    private static PriceTerms terms(List<PromotionTerms> promotions, @Nullable String country) {
        return new PriceTerms(Rounding.HALF_EVEN, promotions, null, null, null, country, null);
    }

    private static Stream<AppliedCode> codes(int from, int to) {
        return IntStream.range(from, to).mapToObj(CartPriceTest::code);
    }

    private static AppliedCode code(int number) {
        return PriceExamples.code("CODE-" + number, TEN.promotion());
    }

    private PricedCart price(CartEvent... history) {
        CartContents contents = ((Cart.Open) cart.given(history).state()).contents();
        return contents.price(contents.termsOrNone(), DeciderSpecification.NOW);
    }

    private OrderPlaced placed(List<CartEvent> history, CheckOut checkOut) {
        var decision = (Decision.Accepted<CartEvent>)
                Cart.decide(cart.given(history).state(), checkOut, DeciderSpecification.CONTEXT);
        return (OrderPlaced)
                Objects.requireNonNull(decision.startsStream()).events().getFirst();
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}
