package io.cartulary.command.cart;

import static io.cartulary.command.cart.Shop.givenACart;
import static io.cartulary.command.cart.Shop.givenACartToOrder;
import static io.cartulary.command.cart.Shop.givenAProduct;
import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codes, shipping methods, taxes and automatic promotions of carts over HTTP, on a real log. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CartPriceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_cart_with_a_code_and_shipping_is_ordered_at_the_total_of_the_calculation() {
        String code = givenACode("{\"kind\": \"ORDER\"}", "{\"kind\": \"PERCENT_OFF\", \"rate\": \"0.1\"}");
        String method = givenAShippingMethod("GB", 490);
        String cart = givenACartToOrder(givenAProduct(1000), 2);

        post(cart, "codes", "{\"code\": \"%s\"}".formatted(code)).statusCode(200);
        put(cart, "shipping-method", "{\"methodId\": \"%s\"}".formatted(method)).statusCode(200);

        checkOut(cart, 2000).statusCode(409).body("code", is("total-differs"));
        checkOut(cart, 1800 + 490).statusCode(200);
        checkOut(cart, 1800 + 490).statusCode(200);
        OrderPlaced placed = (OrderPlaced) events("order", cart).getFirst();
        assertThat(placed.price().total()).isEqualTo(1800 + 490);
        assertThat(placed.price().discount()).isEqualTo(200);
        assertThat(placed.terms().codes()).hasSize(1);
        assertThat(placed.terms().country()).isEqualTo("GB");
    }

    @Test
    void a_code_has_no_case_is_entered_once_and_can_be_removed() {
        String code = givenACode("{\"kind\": \"ORDER\"}", "{\"kind\": \"PERCENT_OFF\", \"rate\": \"0.1\"}");
        String cart = givenACart();
        String key = UUID.randomUUID().toString();

        for (int attempt = 0; attempt < 2; attempt++) {
            given().contentType(JSON)
                    .header("Idempotency-Key", key)
                    .header("If-Match", "\"1\"")
                    .body("{\"code\": \"%s\"}".formatted(code.toLowerCase(Locale.ROOT)))
                    .post("/commands/v1/carts/{id}/codes", cart)
                    .then()
                    .statusCode(200)
                    .body("version", is(2));
        }
        post(cart, "codes", "{\"code\": \"%s\"}".formatted(code))
                .statusCode(200)
                .body("version", is(2));
        given().delete("/commands/v1/carts/{id}/codes/{code}", cart, code)
                .then()
                .statusCode(200)
                .body("version", is(3));
        post(cart, "codes", "{\"code\": \"NO-SUCH-CODE\"}").statusCode(404).body("code", is("no-such-code"));
    }

    @Test
    void a_shipping_method_is_offered_by_country_and_currency() {
        String french = givenAShippingMethod("FR", 490);
        String cart = givenACartToOrder(givenAProduct(1000), 1);

        put(cart, "shipping-method", "{\"methodId\": \"%s\"}".formatted(french))
                .statusCode(409)
                .body("code", is("shipping-method-not-offered"));
        put(cart, "shipping-method", "{\"methodId\": \"no-such-method\"}")
                .statusCode(404)
                .body("code", is("no-such-shipping-method"));
    }

    @Test
    void the_tax_of_the_address_is_part_of_the_total() {
        staffPut("/commands/v1/tax-rates/IS", "{\"rates\": {\"standard\": \"0.24\"}, \"includedInPrice\": false}");
        String cart = givenACartToOrder(givenAProduct(1000), 1);

        // other replicas' and this one's earlier answers that there are no rates count for a second
        await().atMost(PATIENCE).untilAsserted(() -> {
            put(cart, "shipping-address", address("IS")).statusCode(200);
            put(cart, "shipping-address", address("GB")).statusCode(200);
            put(cart, "shipping-address", address("IS")).statusCode(200);
            assertThat(events("cart", cart))
                    .anySatisfy(event -> assertThat(event)
                            .isInstanceOfSatisfying(
                                    CartTermsSet.class,
                                    set -> assertThat(set.terms().tax()).isNotNull()));
        });

        checkOut(cart, 1240).statusCode(200);
    }

    @Test
    void taxes_of_another_system_are_for_one_version() {
        String cart = givenACartToOrder(givenAProduct(1000), 1);
        var added = (ItemAdded) events("cart", cart).get(1);
        int version = events("cart", cart).size();
        String tax = """
                {"cartVersion": %d, "includedInPrice": false, "lines": [{"lineId": "%s", "rate": "0.0725", "amount": 73}]}
                """.formatted(version, added.lineId());

        put(cart, "external-tax", tax).statusCode(200).body("version", is(version + 1));
        put(cart, "external-tax", tax).statusCode(200).body("version", is(version + 1));
        put(cart, "items/" + added.lineId(), "{\"quantity\": 2}").statusCode(200);
        checkOut(cart, 2000).statusCode(409).body("code", is("external-tax-stale"));
        put(cart, "external-tax", tax.replace("\"cartVersion\": " + version, "\"cartVersion\": 1"))
                .statusCode(409)
                .body("code", is("external-tax-stale"));
    }

    /** The promotion ends with the test, as every other cart would have it. */
    @Test
    void an_automatic_promotion_is_in_every_cart_while_it_lasts() {
        String id = "auto-" + UUID.randomUUID();
        String sku = givenAProduct(1000);
        staffPut("/commands/v1/promotions/" + id, """
                {"name": "Sale", "trigger": "AUTOMATIC", "target": {"kind": "LINES", "skus": ["%s"]},
                 "effect": {"kind": "PERCENT_OFF", "rate": "0.5"}}
                """.formatted(sku));
        try {
            String cart = givenACartToOrder(sku, 1);
            checkOut(cart, 1000).statusCode(409).body("code", is("total-differs"));
            checkOut(cart, 500).statusCode(200);
        } finally {
            given().post("/commands/v1/promotions/{id}/end", id).then().statusCode(200);
        }
        String later = givenACartToOrder(sku, 1);
        checkOut(later, 1000).statusCode(200);
        assertThat(events("cart", later)).noneMatch(CartTermsSet.class::isInstance);
    }

    private static String givenACode(String target, String effect) {
        String id = "promotion-" + UUID.randomUUID();
        String code = "CODE-" + UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        staffPut("/commands/v1/promotions/" + id, """
                {"name": "Test", "trigger": "CODE", "target": %s, "effect": %s}
                """.formatted(target, effect));
        staffPut("/commands/v1/promotions/%s/codes/%s".formatted(id, code), "{}");
        return code;
    }

    private static String givenAShippingMethod(String country, long cents) {
        String id = "method-" + UUID.randomUUID();
        staffPut("/commands/v1/shipping-methods/" + id, """
                {"name": "Parcel", "countries": ["%s"], "prices": [{"currency": "EUR", "flat": %d}]}
                """.formatted(country, cents));
        return id;
    }

    private static String address(String country) {
        return """
                {"recipient": "Ada Lovelace", "street": "Street 1", "city": "City", "country": "%s"}
                """.formatted(country);
    }

    private static void staffPut(String path, String body) {
        given().contentType(JSON).body(body).put(path).then().statusCode(200);
    }

    private static ValidatableResponse post(String cart, String what, String body) {
        return given().contentType(JSON)
                .body(body)
                .post("/commands/v1/carts/" + cart + "/" + what)
                .then();
    }

    private static ValidatableResponse put(String cart, String what, String body) {
        return given().contentType(JSON)
                .body(body)
                .put("/commands/v1/carts/" + cart + "/" + what)
                .then();
    }

    private static ValidatableResponse checkOut(String cart, long cents) {
        return post(cart, "checkout", "{\"expectedTotal\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(cents));
    }

    private List<Event> events(String category, String id) {
        return store.read(new StreamId(category, id), 0, 100).await().atMost(PATIENCE).stream()
                .map(Envelope::event)
                .toList();
    }
}
