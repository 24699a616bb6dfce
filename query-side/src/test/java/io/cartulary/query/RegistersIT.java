package io.cartulary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionEvent.*;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingEvent.ShippingMethodSet;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingPrice.ShippingTier;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxEvent.TaxRatesSet;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registers of the staff, from Kafka to the HTTP answers: an entry, its past, its events, and the list. */
@QuarkusTest
@TestProfile(OneWorld.class)
class RegistersIT {

    private static final Currency EUR = Currency.getInstance("EUR");

    private static Register register;

    @BeforeAll
    static void open() {
        register = new Register();
    }

    @AfterAll
    static void close() {
        register.close();
    }

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void tax_rates_are_what_was_set_last_and_can_be_seen_at_any_moment() {
        Instant first = set("tax:AT", rates("AT", null, "0.20"));
        Instant second = set("tax:AT", rates("AT", null, "0.21"));
        set("tax:AT-7", rates("AT", "7", "0.19"));

        register.get("/tax-rates/AT")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("country", equalTo("AT"))
                .body("$", not(hasKey("region")))
                .body("version", equalTo(2))
                .body("rates", equalTo(Map.of("standard", "0.21", "books", "0.07")))
                .body("includedInPrice", equalTo(true))
                .body("level", equalTo("TOTAL"))
                .body("rounding", equalTo("HALF_UP"))
                .body("roundingTarget", equalTo("TAX"))
                .body("createdAt", equalTo(InstantJson.text(first)))
                .body("updatedAt", equalTo(InstantJson.text(second)));
        register.get("/tax-rates/AT?version=1").body("rates.standard", equalTo("0.2"));
        register.get("/tax-rates/AT?asOf=" + second.minusMillis(1)).body("rates.standard", equalTo("0.2"));
        register.get("/tax-rates/AT?asOf=" + first.minusMillis(1))
                .statusCode(404)
                .body("code", equalTo("no-such-tax-rates"));
        register.get("/tax-rates/AT/7").body("region", equalTo("7")).body("rates.standard", equalTo("0.19"));
        register.get("/tax-rates/AT/9").statusCode(404).body("code", equalTo("no-such-tax-rates"));
        register.get("/tax-rates/AT/history")
                .body("events.type", contains("tax.rates-set.v1", "tax.rates-set.v1"))
                .body("events[1].data.terms.rates.standard", equalTo("0.21"));
        register.get("/tax-rates/AT/7/history").body("events.version", contains(1));
    }

    @ParameterizedTest
    @CsvSource({
        "/tax-rates/at, the country",
        "/tax-rates/AT-7, the country",
        "/tax-rates/AT/wien, the region",
        "/tax-rates?asOf=yesterday, asOf",
        "/tax-rates?limit=0, limit",
        "/tax-rates/AT?version=0, version"
    })
    void what_names_no_entry_is_malformed(String path, String parameter) {
        register.get(path)
                .statusCode(400)
                .body("code", equalTo("malformed-request"))
                .body("violations.parameter", contains(parameter));
    }

    @Test
    void entries_are_listed_in_order_and_as_they_were() {
        set("tax:BE", rates("BE", null, "0.21"));
        Instant before = set("tax:BE-BRU", rates("BE", "BRU", "0.21"));
        set("tax:CH", rates("CH", null, "0.08"));
        set("tax:BE", rates("BE", null, "0.22"));

        assertThat(listed("/tax-rates?limit=2", "country"))
                .containsSubsequence("BE", "BE", "CH")
                .isSorted();
        assertThat(listed("/tax-rates?limit=1", "rates.standard")).contains("0.22", "0.21", "0.08");
        assertThat(listed("/tax-rates?limit=1&asOf=" + before, "country"))
                .containsSubsequence("BE", "BE")
                .doesNotContain("CH");
        assertThat(listed("/tax-rates?asOf=" + before, "rates.standard")).doesNotContain("0.22");
        assertThat(listed("/tax-rates?asOf=2001-01-01T00:00:00Z", "country")).isEmpty();
    }

    @Test
    void a_shipping_method_is_what_was_set_last_and_can_be_seen_at_any_moment() {
        set("shipping:parcel", parcel(490));
        Instant before = set("shipping:letter", parcel(100));
        set("shipping:parcel", parcel(390));

        register.get("/shipping-methods/parcel")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("id", equalTo("parcel"))
                .body("name", equalTo("Parcel"))
                .body("countries", contains("DE", "AT"))
                .body("prices[0].currency", equalTo("EUR"))
                .body("prices[0].tiers.amount", contains(390, 0))
                .body("prices[0]", not(hasKey("freeFrom")))
                .body("$", not(hasKey("taxCategory")));
        register.get("/shipping-methods/parcel?version=1").body("prices[0].tiers.amount", contains(490, 0));
        register.get("/shipping-methods/none").statusCode(404).body("code", equalTo("no-such-shipping-method"));
        register.get("/shipping-methods/parcel/history").body("events.version", contains(1, 2));
        assertThat(listed("/shipping-methods?limit=1", "id")).containsExactly("letter", "parcel");
        register.get("/shipping-methods?asOf=" + before).body("items[1].prices[0].tiers[0].amount", equalTo(490));
    }

    @Test
    void a_promotion_is_what_was_set_last_until_it_ends() {
        set("promotion:advent", advent("0.1"));
        Instant changed = set("promotion:advent", advent("0.2"));
        set("promotion:advent", new PromotionEnded());

        register.get("/promotions/advent")
                .statusCode(200)
                .header("ETag", equalTo("\"3\""))
                .body("id", equalTo("advent"))
                .body("state", equalTo("ENDED"))
                .body("name", equalTo("Advent"))
                .body("trigger", equalTo("CODE"))
                .body("target", equalTo(Map.of("kind", "LINES", "skus", List.of("TEA"), "attributes", Map.of())))
                .body("effect", equalTo(Map.of("kind", "PERCENT_OFF", "rate", "0.2")))
                .body("conditions.countries", contains("DE"))
                .body("conditions.skus", hasSize(0))
                .body("conditions.until", equalTo("2026-12-24T00:00:00.000Z"))
                .body("conditions", not(hasKey("from")))
                .body("limit", equalTo(1000))
                .body("$", not(hasKey("limitPerCustomer")));
        register.get("/promotions/advent?asOf=" + changed)
                .body("state", equalTo("ACTIVE"))
                .body("effect.rate", equalTo("0.2"));
        register.get("/promotions/advent?version=1").body("effect.rate", equalTo("0.1"));
        register.get("/promotions/advent/history")
                .body("events.type", contains("promotion.defined.v1", "promotion.defined.v1", "promotion.ended.v1"));
        register.get("/promotions?asOf=" + changed).body("items.state", contains("ACTIVE"));
        register.get("/promotions/none").statusCode(404).body("code", equalTo("no-such-promotion"));
    }

    @Test
    void the_codes_of_a_promotion_are_listed_and_found_in_any_case() {
        set("code:WINTER10", new CodeDefined("winter", 50, 1));
        Instant before = set("code:WINTER20", new CodeDefined("winter", null, null));
        set("code:SUMMER", new CodeDefined("summer", null, null));
        set("code:WINTER10", new CodeDefined("winter", 60, 1));
        set("code:WINTER30", new CodeDefined("winter", null, null));

        register.get("/promotions/winter/codes/winter10")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("code", equalTo("WINTER10"))
                .body("promotion", equalTo("winter"))
                .body("limit", equalTo(60))
                .body("limitPerCustomer", equalTo(1));
        register.get("/promotions/winter/codes/WINTER10?version=1").body("limit", equalTo(50));
        register.get("/promotions/winter/codes/WINTER10/history").body("events.version", contains(1, 2));
        register.get("/promotions/winter/codes/SUMMER").statusCode(404).body("code", equalTo("no-such-code"));
        assertThat(listed("/promotions/winter/codes?limit=1", "code"))
                .containsExactly("WINTER10", "WINTER20", "WINTER30");
        register.get("/promotions/winter/codes?asOf=" + before)
                .body("items.code", contains("WINTER10", "WINTER20"))
                .body("items[0].limit", equalTo(50));
        register.get(Tokens.customer("carol"), "/promotions/winter/codes").statusCode(403);
    }

    @Test
    void products_are_listed_as_they_were_on_sale() {
        Instant listed = set("product:AAA-SPOON", new ProductListed("Spoon", new Money(300, EUR)));
        Instant repriced = set("product:AAA-SPOON", new ProductPriceChanged(new Money(300, EUR), new Money(350, EUR)));
        set("product:AAA-SPOON", new ProductDelisted("sold out"));

        assertThat(listed("/products?limit=1", "sku")).doesNotContain("AAA-SPOON");
        register.get("/products?limit=1&asOf=" + repriced)
                .body("items.sku", contains("AAA-SPOON"))
                .body("items.price.amount", contains(350));
        register.get("/products?limit=1&asOf=" + listed).body("items.price.amount", contains(300));
        register.get("/products/AAA-SPOON/history")
                .body("events.type", contains("product.listed.v1", "product.price-changed.v1", "product.delisted.v1"));
    }

    @Test
    void everybody_sees_the_rates_and_staff_see_who_set_them() {
        set("tax:DK", rates("DK", null, "0.25"));
        register.get("/tax-rates/DK").statusCode(200);

        register.get(Tokens.customer("carol"), "/tax-rates/DK").statusCode(200);
        register.get(Tokens.customer("carol"), "/tax-rates/DK/history").statusCode(403);
        register.get(Tokens.customer("carol"), "/streams/tax:DK/events")
                .statusCode(404)
                .body("code", equalTo("no-such-tax-rates"));
        register.get(Tokens.staff("sam"), "/tax-rates/DK/history").statusCode(200);
    }

    private static ShippingMethodSet parcel(long cents) {
        var tiers = List.of(new ShippingTier(0, cents), new ShippingTier(5000, 0));
        return new ShippingMethodSet("Parcel", List.of("DE", "AT"), List.of(new ShippingPrice(EUR, tiers, null)), null);
    }

    private static PromotionDefined advent(String rate) {
        var conditions = new PromotionConditions(
                null, null, null, List.of("DE"), null, null, Instant.parse("2026-12-24T00:00:00Z"));
        var terms = new PromotionTerms(
                "advent",
                new PromotionTarget.Lines(List.of("TEA"), null),
                new PromotionEffect.PercentOff(Rate.of(rate)),
                conditions,
                0,
                false);
        return new PromotionDefined("Advent", PromotionTrigger.CODE, terms, 1000, null, false);
    }

    private static Instant set(String stream, Event event) {
        return register.record(StreamId.parse(stream), event);
    }

    private static List<String> listed(String path, String member) {
        return register.all(path, member);
    }

    private static TaxRatesSet rates(String country, @Nullable String region, String standard) {
        return new TaxRatesSet(new TaxTerms(
                country,
                region,
                Map.of(TaxTerms.STANDARD, Rate.of(standard), "books", Rate.of("0.07")),
                true,
                TaxLevel.TOTAL,
                Rounding.HALF_UP,
                RoundingTarget.TAX));
    }
}
