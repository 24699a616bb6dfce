package io.cartulary.contracts.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.FieldValue;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.ProductPrice;
import io.cartulary.contracts.ProductTerms;
import io.cartulary.contracts.pricing.PriceSelection.Selected;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceSelectionTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant BEFORE = NOW.minusMillis(1);
    private static final Instant AFTER = NOW.plusMillis(1);

    private static final PriceSelection ANYBODY = new PriceSelection(EUR, null, null, NOW);
    private static final PriceSelection REGULAR_IN_GERMANY = new PriceSelection(EUR, "DE", "regulars", NOW);

    @Test
    void without_other_prices_it_is_the_one_for_everybody() {
        assertThat(amount(REGULAR_IN_GERMANY)).isEqualTo(1000);
        assertThat(ANYBODY.of(product())).contains(new Selected(new Money(1000, EUR), null));
    }

    @Test
    void a_price_is_in_the_currency() {
        var dollars = new PriceSelection(USD, null, null, NOW);

        assertThat(dollars.of(product())).isEmpty();
        assertThat(amount(dollars, new ProductPrice(new Money(1100, USD)))).isEqualTo(1100);
        assertThat(amount(ANYBODY, new ProductPrice(new Money(1100, USD)))).isEqualTo(1000);
    }

    @Test
    void all_conditions_have_to_be_met() {
        ProductPrice both = price(1, "DE", "regulars", null, null);

        assertThat(amount(REGULAR_IN_GERMANY, both)).isEqualTo(1);
        assertThat(amount(ANYBODY, both)).isEqualTo(1000);
        assertThat(amount(new PriceSelection(EUR, "DE", null, NOW), both)).isEqualTo(1000);
        assertThat(amount(new PriceSelection(EUR, "FR", "regulars", NOW), both)).isEqualTo(1000);
        assertThat(amount(new PriceSelection(EUR, "DE", "others", NOW), both)).isEqualTo(1000);
    }

    @Test
    void a_period_has_its_first_moment_and_not_its_end() {
        assertThat(amount(ANYBODY, price(1, null, null, NOW, null))).isEqualTo(1);
        assertThat(amount(ANYBODY, price(1, null, null, AFTER, null))).isEqualTo(1000);
        assertThat(amount(ANYBODY, price(1, null, null, null, AFTER))).isEqualTo(1);
        assertThat(amount(ANYBODY, price(1, null, null, null, NOW))).isEqualTo(1000);
    }

    /** From the least specific price to the most specific one; each is selected among those before it, in any order. */
    @Test
    void the_group_precedes_the_country_and_the_country_the_period() {
        List<ProductPrice> ascending = List.of(
                price(1, null, null, null, AFTER),
                price(2, null, null, BEFORE.minusMillis(1), null),
                price(3, null, null, BEFORE, null),
                price(4, "DE", null, null, null),
                price(5, "DE", null, BEFORE, null),
                price(6, null, "regulars", null, null),
                price(7, null, "regulars", BEFORE, AFTER),
                price(8, "DE", "regulars", null, null),
                price(9, "DE", "regulars", null, AFTER));

        for (int i = 1; i <= ascending.size(); i++) {
            List<ProductPrice> some = ascending.subList(0, i);
            assertThat(amount(REGULAR_IN_GERMANY, some.toArray(ProductPrice[]::new)))
                    .isEqualTo(i);
            assertThat(amount(REGULAR_IN_GERMANY, some.reversed().toArray(ProductPrice[]::new)))
                    .isEqualTo(i);
        }
    }

    @Test
    void of_two_that_are_as_specific_it_is_the_first_one() {
        assertThat(amount(ANYBODY, price(1, null, null, BEFORE, AFTER), price(2, null, null, BEFORE, null)))
                .isEqualTo(1);
        assertThat(amount(ANYBODY, price(2, null, null, BEFORE, null), price(1, null, null, BEFORE, AFTER)))
                .isEqualTo(2);
    }

    @Test
    void what_was_selected_is_known_with_its_conditions() {
        var attributes = new CustomFields(Map.of("colour", FieldValue.of("red")));
        ProductPrice special = price(900, "DE", null, null, null);
        var product = new ProductListed(
                "Tea", new Money(1000, EUR), Map.of("de", "Tee"), null, attributes, "food", List.of(special));

        assertThat(REGULAR_IN_GERMANY.of(product))
                .contains(new Selected(
                        new Money(900, EUR), new ProductTerms(Map.of("de", "Tee"), attributes, "food", special)));
        assertThat(ANYBODY.of(product))
                .contains(new Selected(
                        new Money(1000, EUR), new ProductTerms(Map.of("de", "Tee"), attributes, "food", null)));
    }

    private static long amount(PriceSelection selection, ProductPrice... prices) {
        return selection.of(product(prices)).orElseThrow().unitPrice().amount();
    }

    private static ProductListed product(ProductPrice... prices) {
        return new ProductListed(
                "Tea",
                new Money(1000, EUR),
                null,
                null,
                null,
                null,
                Stream.of(prices).toList());
    }

    private static ProductPrice price(
            long amount,
            @Nullable String country,
            @Nullable String group,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new ProductPrice(amount, EUR, country, group, from, until);
    }
}
