package io.cartulary.command.product;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent.CartTermsSet;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.ProductTerms;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The register of products over HTTP, and what carts take from it. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ProductResourceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String REGULAR = Tokens.customer("rita", "regulars");

    @Inject
    EventStore store;

    private final String sku = "SKU-" + UUID.randomUUID();

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_product_has_all_that_is_sent_and_is_set_as_a_whole() {
        String complete = """
                {"name": "Coffee", "price": {"amount": 1250, "currency": "EUR"},
                 "names": {"de": "Kaffee", "fr-CH": "Café"},
                 "images": [{"url": "https://shop.example/coffee.jpg", "alt": "A bag"}],
                 "attributes": {"colour": "red", "grams": 1000, "organic": true, "strength": "0.5", "sizes": ["S", 38]},
                 "taxCategory": "food",
                 "prices": [{"amount": 1390, "currency": "USD"},
                            {"amount": 1100, "currency": "EUR", "country": "DE", "customerGroup": "regulars",
                             "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2027-01-01T00:00:00Z"}]}
                """;

        put(complete).statusCode(200).body("version", is(1));
        put(complete).statusCode(200).body("version", is(1));
        put("{\"name\": \"Coffee\", \"price\": {\"amount\": 1250, \"currency\": \"EUR\"}}")
                .statusCode(200)
                .body("version", is(2));

        assertThat(store.read(new StreamId("product", sku), 0, 10).await().atMost(PATIENCE))
                .extracting(envelope -> EventCodec.canonical(envelope.data()))
                .containsExactly("""
                        {"attributes":{"colour":"red","grams":1000,"organic":true,"sizes":["S",38],"strength":"0.5"},\
                        "images":[{"alt":"A bag","url":"https://shop.example/coffee.jpg"}],"name":"Coffee",\
                        "names":{"de":"Kaffee","fr-CH":"Café"},"price":{"amount":1250,"currency":"EUR"},\
                        "prices":[{"amount":1390,"currency":"USD"},{"amount":1100,"country":"DE","currency":"EUR",\
                        "customerGroup":"regulars","validFrom":"2026-01-01T00:00:00.000Z",\
                        "validUntil":"2027-01-01T00:00:00.000Z"}],"taxCategory":"food"}""", """
                        {"name":"Coffee","price":{"amount":1250,"currency":"EUR"}}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'names': {'deutsch!': 'Kaffee'} | /names/deutsch! | wrong-format",
                "'images': [{'url': 'ftp://shop.example'}] | /images/0/url | wrong-format",
                "'attributes': {'colour': 0.5} | /attributes/colour | wrong-type",
                "'attributes': {'colour': {'a': 1}} | /attributes/colour | wrong-type",
                "'attributes': {'sizes': [1, [2]]} | /attributes/sizes/1 | wrong-type",
                "'attributes': {'colour': null} | /attributes/colour | missing",
                "'attributes': {'Colour': 1} | /attributes/Colour | wrong-format",
                "'taxCategory': 'Food' | /taxCategory | wrong-format",
                "'prices': [{'amount': 0, 'currency': 'EUR', 'country': 'DE'}] | /prices/0/amount | out-of-range",
                "'prices': [{'amount': 1, 'currency': 'EUR', 'country': 'XX'}] | /prices/0/country | not-allowed",
                "'prices': [{'amount': 1, 'currency': 'EUR'}] | /prices/0 | contradictory",
            })
    void what_is_no_product_is_malformed(String member, String pointer, String code) {
        put("{'name': 'Coffee', 'price': {'amount': 1250, 'currency': 'EUR'}, %s}"
                        .formatted(member)
                        .replace('\'', '"'))
                .statusCode(400)
                .body("violations.pointer", is(List.of(pointer)))
                .body("violations.code", is(List.of(code)));
    }

    @Test
    void a_product_needs_a_price_for_everybody() {
        put("{\"name\": \"Coffee\"}")
                .statusCode(400)
                .body("violations.pointer", hasItem("/price"))
                .body("violations.code", hasItem("missing"));
    }

    @Test
    void a_cart_takes_the_price_for_the_group_and_remembers_the_group() {
        put("""
                {"name": "Coffee", "names": {"de": "Kaffee"}, "price": {"amount": 1250, "currency": "EUR"},
                 "attributes": {"colour": "red"}, "taxCategory": "food",
                 "prices": [{"amount": 1100, "currency": "EUR", "customerGroup": "regulars"}]}
                """).statusCode(200);

        String cart = as(REGULAR)
                .contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/commands/v1/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(REGULAR)
                .contentType(JSON)
                .body("{\"sku\": \"%s\", \"quantity\": 2}".formatted(sku))
                .post("/commands/v1/carts/{id}/items", cart)
                .then()
                .statusCode(200)
                .body("version", is(3));

        List<Event> events = store.read(new StreamId("cart", cart), 0, 10).await().atMost(PATIENCE).stream()
                .map(Envelope::event)
                .toList();
        var added = (ItemAdded) events.get(1);
        ProductTerms product = Objects.requireNonNull(added.product());
        assertThat(added.unitPrice().amount()).isEqualTo(1100);
        assertThat(product.names()).containsEntry("de", "Kaffee");
        assertThat(product.taxCategory()).isEqualTo("food");
        assertThat(Objects.requireNonNull(product.price()).customerGroup()).isEqualTo("regulars");
        assertThat(((CartTermsSet) events.get(2)).terms().customerGroup()).isEqualTo("regulars");
    }

    private static RequestSpecification as(String bearer) {
        return given().header("Authorization", "Bearer " + bearer);
    }

    private ValidatableResponse put(String body) {
        return given().contentType(JSON)
                .body(body)
                .put("/commands/v1/products/{sku}", sku)
                .then();
    }
}
