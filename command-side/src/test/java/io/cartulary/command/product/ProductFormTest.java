package io.cartulary.command.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cartulary.command.product.ProductForm.Image;
import io.cartulary.command.product.ProductForm.Price;
import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.FieldValue;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.ProductImage;
import io.cartulary.contracts.ProductPrice;
import io.cartulary.service.http.Violation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProductFormTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Money TEN = new Money(1000, EUR);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    @Test
    void a_name_and_a_price_are_a_product() {
        assertThat(new ProductForm("Tea", TEN, null, null, null, null, null).toListing())
                .isEqualTo(new ProductListed("Tea", TEN));
    }

    @Test
    void a_product_has_all_that_is_sent() {
        var form = new ProductForm(
                "Tea",
                TEN,
                Map.of("de", "Tee"),
                List.of(new Image("https://shop.example/tea.jpg", null)),
                Map.of("colour", FieldValue.of("green")),
                "food",
                List.of(new Price(900, EUR, "DE", "regulars", NOON, null)));

        assertThat(form.toListing())
                .isEqualTo(new ProductListed(
                        "Tea",
                        TEN,
                        Map.of("de", "Tee"),
                        List.of(new ProductImage("https://shop.example/tea.jpg", null)),
                        new CustomFields(Map.of("colour", FieldValue.of("green"))),
                        "food",
                        List.of(new ProductPrice(
                                900, EUR, "DE", "regulars", Instant.parse("2026-11-23T12:00:00.123Z"), null))));
    }

    @Test
    void the_first_price_without_conditions_is_the_one_for_everybody() {
        assertThat(form(null, price(900, EUR, "DE"), price(1000, EUR, null), price(1100, USD, null))
                        .toListing())
                .isEqualTo(new ProductListed(
                        "Tea",
                        TEN,
                        null,
                        null,
                        null,
                        null,
                        List.of(
                                new ProductPrice(900, EUR, "DE", null, null, null),
                                new ProductPrice(new Money(1100, USD)))));
    }

    @Test
    void a_product_needs_a_price_for_everybody() {
        assertThat(pointers(form(null, price(900, EUR, "DE")))).containsExactly("/price");
        assertThat(pointers(form(null))).containsExactly("/price");
    }

    @Test
    void prices_differ_in_their_conditions() {
        assertThat(pointers(form(TEN, price(900, EUR, "DE"), price(800, EUR, "DE"))))
                .containsExactly("/prices/1");
        assertThat(pointers(form(TEN, price(900, EUR, null)))).containsExactly("/prices/0");
    }

    @Test
    void prices_are_positive_and_have_periods() {
        assertThat(pointers(form(TEN, price(0, EUR, "DE")))).containsExactly("/prices/0/amount");
        assertThat(pointers(form(TEN, new Price(1, EUR, null, null, NOON, NOON))))
                .containsExactly("/prices/0/validUntil");
    }

    @Test
    void attributes_have_limits() {
        Map<String, @Nullable FieldValue> attributes = new TreeMap<>();
        attributes.put("Colour", FieldValue.of("red"));
        attributes.put("a/b", FieldValue.of("red"));
        attributes.put("nothing", null);
        attributes.put("long", FieldValue.of("x".repeat(FieldValue.MAX_TEXT + 1)));
        assertThat(pointers(withAttributes(attributes)))
                .containsExactlyInAnyOrder(
                        "/attributes/Colour", "/attributes/a~1b", "/attributes/nothing", "/attributes/long");

        attributes.clear();
        for (int i = 0; i <= CustomFields.MAX_KEYS; i++) {
            attributes.put("key" + i, FieldValue.of(i));
        }
        assertThat(pointers(withAttributes(attributes))).containsExactly("/attributes");

        attributes.clear();
        for (int i = 0; i < 20; i++) {
            attributes.put("key" + i, FieldValue.of("x".repeat(900)));
        }
        assertThat(pointers(withAttributes(attributes))).containsExactly("/attributes");
    }

    private static ProductForm withAttributes(Map<String, @Nullable FieldValue> attributes) {
        return new ProductForm("Tea", TEN, null, null, attributes, null, null);
    }

    private static ProductForm form(@Nullable Money price, Price... prices) {
        return new ProductForm("Tea", price, null, null, null, null, List.of(prices));
    }

    private static Price price(long amount, Currency currency, @Nullable String country) {
        return new Price(amount, currency, country, null, null, null);
    }

    private static List<String> pointers(ProductForm form) {
        HttpProblem problem = catchThrowableOfType(HttpProblem.class, form::toListing);
        return ((List<?>) Objects.requireNonNull(problem.getParameters().get(Violation.MEMBER)))
                .stream()
                        .map(violation -> String.valueOf(((Violation) violation).pointer()))
                        .toList();
    }
}
