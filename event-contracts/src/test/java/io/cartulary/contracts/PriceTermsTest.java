package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.ExternalTax.LineTax;
import io.cartulary.contracts.ExternalTax.ShippingTax;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.pricing.LineCharge;
import io.cartulary.contracts.pricing.PriceCalculation;
import io.cartulary.contracts.pricing.PriceableLine;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the terms of a cart follow from its events, and what they cost. */
class PriceTermsTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID LINE = new UUID(1, 1);
    private static final CartEvent TEA = new ItemAdded(LINE, "TEA", "Tea", 3, new Money(1000, EUR));
    private static final AppliedCode TEN = new AppliedCode("TEN", OrderExamples.SALE, null);
    private static final AppliedCode SHIP = new AppliedCode("SHIP", OrderExamples.SALE, null);
    private static final ExternalTax TAX = new ExternalTax(
            2, false, List.of(new LineTax(LINE, Rate.of("0.1"), 301)), new ShippingTax(Rate.of("0.05"), 35));

    @Test
    void a_cart_without_codes_shipping_and_taxes_has_no_terms() {
        assertThat(after(TEA)).isNull();
        assertThat(after(new CodeApplied(TEN), new CodeRemoved("TEN"))).isNull();
        assertThat(after(new CodeApplied(TEN), new CartTermsSet(PriceTerms.NONE)))
                .isNull();
    }

    @Test
    void codes_are_in_the_order_in_which_they_were_entered() {
        assertThat(terms(new CodeApplied(TEN), new CodeApplied(SHIP)).codes()).containsExactly(TEN, SHIP);
        assertThat(terms(new CodeApplied(TEN), new CodeApplied(SHIP), new CodeRemoved("TEN"))
                        .codes())
                .containsExactly(SHIP);
    }

    @Test
    void terms_are_replaced_as_a_whole() {
        var terms = new PriceTerms(Rounding.HALF_UP, null, List.of(SHIP), null, null, null, null);

        assertThat(after(
                        new CodeApplied(TEN), new CartShippingMethodSet(OrderExamples.PARCEL), new CartTermsSet(terms)))
                .isEqualTo(terms);
    }

    @Test
    void taxes_of_another_system_are_stale_once_the_cart_changes() {
        assertThat(terms(TEA, new ExternalTaxSet(TAX)).externalTaxFits()).isTrue();
        assertThat(terms(TEA, new ExternalTaxSet(TAX), new ContactSet(new Contact("a@b.c", null)))
                        .externalTaxFits())
                .isTrue();
        assertThat(terms(TEA, new ExternalTaxSet(TAX), new CartFrozen(Instant.EPOCH))
                        .externalTaxFits())
                .isTrue();
        for (CartEvent change : List.of(
                TEA,
                new CodeApplied(TEN),
                new CodeRemoved("TEN"),
                new CartShippingMethodSet(OrderExamples.PARCEL),
                new ItemQuantityChanged(LINE, 3, 2))) {
            PriceTerms stale = terms(TEA, new ExternalTaxSet(TAX), change);
            assertThat(stale.externalTaxFits()).as(change.toString()).isFalse();
            assertThat(terms(TEA, new ExternalTaxSet(TAX), change, new ExternalTaxSet(TAX))
                            .externalTaxFits())
                    .isTrue();
        }
    }

    @Test
    void taxes_of_another_system_are_charged_as_they_are() {
        PricedCart price = price(terms(TEA, new CartShippingMethodSet(OrderExamples.PARCEL), new ExternalTaxSet(TAX)));

        assertThat(price.lines().getFirst().tax()).isEqualTo(new TaxAmount(Rate.of("0.1"), 3000, 301));
        assertThat(price.taxes())
                .containsExactly(new TaxAmount(Rate.of("0.05"), 690, 35), new TaxAmount(Rate.of("0.1"), 3000, 301));
        assertThat(price.total()).isEqualTo(3301 + 725);
    }

    @Test
    void included_taxes_of_another_system_are_part_of_the_price() {
        var included = new ExternalTax(2, true, TAX.lines(), null);
        PricedCart price = price(terms(TEA, new ExternalTaxSet(included)));

        assertThat(price.lines().getFirst().tax()).isEqualTo(new TaxAmount(Rate.of("0.1"), 2699, 301));
        assertThat(price.total()).isEqualTo(3000);
    }

    @Test
    void stale_taxes_are_not_charged() {
        PricedCart price = price(terms(TEA, new ExternalTaxSet(TAX), new CodeApplied(TEN)));

        assertThat(price.taxes()).isNull();
        assertThat(price.total()).isEqualTo(2500);
    }

    @Test
    void a_method_goes_to_the_countries_that_it_has() {
        assertThat(OrderExamples.PARCEL.goesTo("AT")).isTrue();
        assertThat(OrderExamples.PARCEL.goesTo("FR")).isFalse();
        assertThat(OrderExamples.PARCEL.goesTo(null)).isTrue();
        assertThat(OrderExamples.PARCEL.notOffered().goesTo(null)).isFalse();
        assertThat(new ShippingTerms("letter", ShippingPrice.flat(new Money(350, EUR)), null).goesTo("FR"))
                .isTrue();
    }

    @Test
    void the_example_of_a_placed_order_costs_what_its_terms_say() {
        var placed = (OrderPlaced) Objects.requireNonNull(OrderExamples.ALL.get(EventType.ORDER_PLACED));

        assertThat(PriceCalculation.of(
                        EUR,
                        placed.lines().stream()
                                .map(line -> new PriceableLine(
                                        line.lineId(), line.sku(), line.quantity(), line.unitPrice(), null, Map.of()))
                                .toList(),
                        placed.terms(),
                        Instant.EPOCH))
                .isEqualTo(placed.price());
        assertThat(placed.total()).isEqualTo(new Money(2690, EUR));
    }

    @Test
    void shares_of_a_charge_add_up() {
        var charge = new LineCharge(3, 1000, Rounding.HALF_EVEN);

        assertThat(Stream.of(0, 1, 2, 3, 6).map(charge::of)).containsExactly(0L, 333L, 667L, 1000L, 2000L);
    }

    @Test
    void units_that_cost_their_listed_price_have_no_charge() {
        assertThat(LineCharge.of(new PricedLine(LINE, 2, 500, 1000, List.of(), null, 1000), Rounding.HALF_EVEN))
                .isEmpty();
        assertThat(LineCharge.of(new PricedLine(LINE, 2, 500, 1000, List.of(), null, 900), Rounding.HALF_EVEN))
                .contains(new LineCharge(2, 900, Rounding.HALF_EVEN));
    }

    private static PricedCart price(PriceTerms terms) {
        var line = new PriceableLine(LINE, "TEA", 3, new Money(1000, EUR), null, Map.of());
        return PriceCalculation.of(EUR, List.of(line), terms, Instant.EPOCH);
    }

    private static PriceTerms terms(CartEvent... events) {
        return Objects.requireNonNull(after(events));
    }

    private static @Nullable PriceTerms after(CartEvent... events) {
        PriceTerms terms = null;
        for (CartEvent event : events) {
            terms = PriceTerms.after(terms, event);
        }
        return terms;
    }
}
