package io.cartulary.contracts;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.cartulary.contracts.PromotionEffect.AmountOff;
import io.cartulary.contracts.PromotionEffect.BuyNGetM;
import io.cartulary.contracts.PromotionEffect.FixedPrice;
import io.cartulary.contracts.PromotionEffect.FreeShipping;
import io.cartulary.contracts.PromotionEffect.PercentOff;
import io.cartulary.contracts.ShippingPrice.ShippingTier;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The terms of prices, as events have them. */
class TermsTest {

    private static final Path FILES = Path.of("src/test/resources/terms");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final PromotionTarget ALL_LINES = new PromotionTarget.Lines(null, null);

    private static final Map<String, Record> EXAMPLES = Map.ofEntries(
            entry(
                    "PromotionTerms",
                    new PromotionTerms(
                            "advent",
                            new PromotionTarget.Lines(
                                    List.of("COFFEE-1KG", "TEA-100G"),
                                    Map.of("colour", List.of("red"), "brand", List.of("Acme", "Umbrella"))),
                            new PercentOff(Rate.of("0.125")),
                            new PromotionConditions(
                                    List.of(new Money(5000, EUR)),
                                    3,
                                    List.of("COFFEE-1KG"),
                                    List.of("DE", "AT"),
                                    List.of("regulars"),
                                    Instant.parse("2026-11-23T00:00:00Z"),
                                    Instant.parse("2026-12-24T00:00:00Z")),
                            10,
                            true)),
            entry(
                    "PromotionTerms-amount",
                    promotion(
                            "ten-off",
                            new PromotionTarget.Order(),
                            new AmountOff(
                                    List.of(new Money(1000, EUR), new Money(1100, Currency.getInstance("USD")))))),
            entry(
                    "PromotionTerms-fixed",
                    new PromotionTerms(
                            "all-shirts-9.99",
                            new PromotionTarget.Lines(null, Map.of("kind", List.of("shirt"))),
                            new FixedPrice(List.of(new Money(999, EUR))),
                            PromotionConditions.NONE,
                            -1,
                            false)),
            entry(
                    "PromotionTerms-buy",
                    new PromotionTerms(
                            "four-for-three", ALL_LINES, new BuyNGetM(3, 1), PromotionConditions.NONE, 5, false)),
            entry(
                    "PromotionTerms-shipping",
                    new PromotionTerms(
                            "free-from-50",
                            new PromotionTarget.Shipping(),
                            new FreeShipping(),
                            new PromotionConditions(List.of(new Money(5000, EUR)), null, null, null, null, null, null),
                            0,
                            false)),
            entry(
                    "TaxTerms",
                    new TaxTerms(
                            "US",
                            "CA",
                            Map.of("standard", Rate.of("0.0725"), "food", Rate.ZERO),
                            false,
                            TaxLevel.LINE,
                            Rounding.HALF_UP,
                            RoundingTarget.TAX)),
            entry(
                    "TaxTerms-included",
                    new TaxTerms(
                            "DE",
                            null,
                            Map.of("standard", Rate.of("0.190"), "books", Rate.of("0.07")),
                            true,
                            TaxLevel.TOTAL,
                            Rounding.HALF_EVEN,
                            RoundingTarget.NET)),
            entry(
                    "ShippingTerms",
                    new ShippingTerms(
                            "parcel",
                            new ShippingPrice(
                                    EUR, List.of(new ShippingTier(0, 690), new ShippingTier(5000, 390)), 10_000L),
                            "services")),
            entry(
                    "ShippingTerms-flat",
                    new ShippingTerms(
                            "letter", ShippingPrice.flat(new Money(350, Currency.getInstance("JPY"))), null)));

    static Set<String> names() {
        return new TreeSet<>(EXAMPLES.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void terms_are_written_as_their_file(String name) throws IOException {
        assertThat(EventCodec.JSON.writeValueAsString(example(name))).isEqualTo(file(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_file_is_read_as_its_terms(String name) throws IOException {
        Record example = example(name);

        assertThat((Object) EventCodec.JSON.readValue(file(name), example.getClass()))
                .isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_file_is_as_the_schema_says(String name) throws IOException {
        String type = example(name).getClass().getSimpleName();
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(SchemaLocation.of("classpath:schemas/types.json#/definitions/" + type));

        assertThat(schema.validate(EventCodec.JSON.readTree(file(name)))).isEmpty();
        assertThat(schema.validate(EventCodec.JSON.createObjectNode())).isNotEmpty();
    }

    @Test
    void every_file_has_its_terms() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .containsExactlyInAnyOrderElementsOf(EXAMPLES.keySet());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.19, 0.19", "0.190, 0.19", "1, 1", "1.0, 1", "10, 10", "0, 0", "0.0000001, 0.0000001"})
    void a_rate_has_one_form(String text, String form) {
        assertThat(Rate.of(text)).hasToString(form).isEqualTo(Rate.of(form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "", ".5", "1.", "1e2", "100", "0.123456789", "0,19", " 1", "NaN"})
    void anything_else_is_no_rate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(text));
    }

    @Test
    void a_rate_is_no_number_in_json() {
        assertThat(catchThrowable(() -> EventCodec.JSON.readValue("0.19", Rate.class)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void a_target_has_only_effects_that_fit_it() {
        var order = new PromotionTarget.Order();

        assertThatIllegalArgumentException().isThrownBy(() -> promotion("a", order, new FreeShipping()));
        assertThatIllegalArgumentException().isThrownBy(() -> promotion("a", order, new BuyNGetM(1, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promotion("a", order, new FixedPrice(List.of(new Money(1, EUR)))));
        assertThatIllegalArgumentException().isThrownBy(() -> promotion("a", ALL_LINES, new FreeShipping()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promotion("a", new PromotionTarget.Shipping(), new BuyNGetM(1, 1)));
    }

    @Test
    void an_effect_is_possible() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PercentOff(Rate.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new PercentOff(Rate.of("1.01")));
        assertThatIllegalArgumentException().isThrownBy(() -> new BuyNGetM(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BuyNGetM(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new AmountOff(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new AmountOff(List.of(new Money(-1, EUR))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixedPrice(List.of(new Money(1, EUR), new Money(2, EUR))));
    }

    @Test
    void the_price_of_shipping_depends_on_what_the_goods_cost() {
        var price = new ShippingPrice(EUR, List.of(new ShippingTier(0, 690), new ShippingTier(5000, 390)), 10_000L);

        assertThat(List.of(price.at(0), price.at(4999), price.at(5000), price.at(9999), price.at(10_000)))
                .containsExactly(690L, 690L, 390L, 390L, 0L);
    }

    @Test
    void tiers_are_in_order_from_0() {
        for (List<ShippingTier> wrong : List.of(
                List.<ShippingTier>of(),
                List.of(new ShippingTier(1, 5)),
                List.of(new ShippingTier(0, -5)),
                List.of(new ShippingTier(0, 5), new ShippingTier(0, 6)),
                List.of(new ShippingTier(0, 5), new ShippingTier(9, 6), new ShippingTier(8, 6)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ShippingPrice(EUR, wrong, null));
        }
    }

    @Test
    void an_unknown_tax_category_has_the_standard_rate() throws IOException {
        TaxTerms terms = EventCodec.JSON.readValue(file("TaxTerms"), TaxTerms.class);

        assertThat(terms.rate("food")).isEqualTo(Rate.ZERO);
        assertThat(terms.rate("toys")).isEqualTo(Rate.of("0.0725"));
        assertThat(terms.rate(null)).isEqualTo(Rate.of("0.0725"));
    }

    private static PromotionTerms promotion(String id, PromotionTarget target, PromotionEffect effect) {
        return new PromotionTerms(id, target, effect, PromotionConditions.NONE, 0, false);
    }

    private static Record example(String name) {
        return Objects.requireNonNull(EXAMPLES.get(name));
    }

    private static String file(String name) throws IOException {
        return Files.readString(FILES.resolve(name + ".json")).strip();
    }
}
