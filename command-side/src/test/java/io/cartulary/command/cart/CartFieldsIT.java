package io.cartulary.command.cart;

import static io.cartulary.command.cart.Shop.givenACart;
import static io.cartulary.command.cart.Shop.givenACartToOrder;
import static io.cartulary.command.cart.Shop.givenAProduct;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent.CartFieldsChanged;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.FieldValue;
import io.cartulary.contracts.HolderFields;
import io.cartulary.contracts.OrderEvent.OrderFieldsChanged;
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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom fields over HTTP: merge patches of carts and orders, and of their parts, on a real log. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CartFieldsIT {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void fields_are_set_and_removed_by_a_merge_patch_or_plain_json() {
        String cart = givenACart();
        String path = "carts/" + cart + "/fields";

        patch(MERGE_PATCH, path, "{'gift': true, 'boxes': 2, 'personal.note': 'For Ada'}")
                .statusCode(200)
                .body("version", is(2));
        patch("application/json", path, "{'gift': null, 'boxes': 2, 'missing': null, 'sizes': ['S', 38]}")
                .statusCode(200)
                .body("version", is(3));
        patch(MERGE_PATCH, path, "{'boxes': 2}").statusCode(200).body("version", is(3));

        assertThat(events("cart", cart).getLast())
                .isEqualTo(new CartFieldsChanged(
                        null,
                        new CustomFields(Map.of("sizes", FieldValue.several(FieldValue.of("S"), FieldValue.of(38)))),
                        null,
                        List.of("gift")));
    }

    /** What removes a field is another command than what removes another one, or nothing. */
    @Test
    void a_key_is_for_one_patch() {
        String cart = givenACart();
        String path = "/commands/v1/carts/" + cart + "/fields";
        patch(MERGE_PATCH, "carts/" + cart + "/fields", "{'a': 1, 'b': 1}").statusCode(200);
        String key = UUID.randomUUID().toString();

        for (int attempt = 0; attempt < 2; attempt++) {
            given().contentType(MERGE_PATCH)
                    .header("Idempotency-Key", key)
                    .body("{\"a\": null}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(3));
        }
        given().contentType(MERGE_PATCH)
                .header("Idempotency-Key", key)
                .body("{\"b\": null}")
                .patch(path)
                .then()
                .statusCode(422)
                .body("code", is("idempotency-key-reused"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{'Gift': true},      /Gift,  wrong-format",
                "{'gift': 0.5},       /gift,  wrong-type",
                "{'gift': {'a': 1}},  /gift,  wrong-type",
            })
    void what_is_not_a_field_is_rejected_with_its_place(String body, String pointer, String code) {
        patch(MERGE_PATCH, "carts/" + givenACart() + "/fields", body)
                .statusCode(400)
                .body("code", is("malformed-request"))
                .body("violations[0].pointer", is(pointer))
                .body("violations[0].code", is(code));
    }

    @Test
    void other_bodies_are_rejected() {
        String path = "carts/" + givenACart() + "/fields";

        patch(MERGE_PATCH, path, "[]").statusCode(400);
        patch(MERGE_PATCH, path, "null").statusCode(400);
        patch("text/plain", path, "{}").statusCode(415).body("code", is("unsupported-media-type"));
        patch(MERGE_PATCH, "carts/" + UUID.randomUUID() + "/fields", "{'a': 1}")
                .statusCode(404)
                .body("code", is("no-such-cart"));
        patch(MERGE_PATCH, path.replace("/fields", "/items/" + UUID.randomUUID() + "/fields"), "{'a': 1}")
                .statusCode(404)
                .body("code", is("no-such-line"));
    }

    @Test
    void an_order_has_the_fields_of_its_cart_and_its_parts_have_fields_of_their_own() {
        String cart = givenACartToOrder(givenAProduct(1000), 1);
        UUID line = ((ItemAdded) events("cart", cart).get(1)).lineId();
        patch(MERGE_PATCH, "carts/" + cart + "/fields", "{'gift': true}").statusCode(200);
        patch(MERGE_PATCH, "carts/" + cart + "/items/" + line + "/fields", "{'personal.engraving': 'Ada'}")
                .statusCode(200);
        json("carts/" + cart + "/checkout", "{'expectedTotal': {'amount': 1000, 'currency': 'EUR'}}")
                .statusCode(200);

        OrderPlaced placed = (OrderPlaced) events("order", cart).getFirst();
        assertThat(placed.fields())
                .isEqualTo(new HolderFields(new CustomFields(Map.of("gift", FieldValue.of(true))), null));
        assertThat(placed.personalFields())
                .isEqualTo(new HolderFields(
                        null, Map.of(line, new CustomFields(Map.of("personal.engraving", FieldValue.of("Ada"))))));

        String order = "orders/" + cart;
        String payment = json(
                        order + "/payments",
                        "{'providerRef': 'pi_1', 'kind': 'AUTHORIZED', 'amount': {'amount': 1000, 'currency': 'EUR'}}")
                .statusCode(200)
                .extract()
                .path("part");
        patch(MERGE_PATCH, order + "/fields", "{'erp': 7, 'gift': null}").statusCode(200);
        patch(MERGE_PATCH, order + "/payments/" + payment + "/fields", "{'terminal': 'T1'}")
                .statusCode(200);
        for (String part : List.of("payment", "shipment", "return")) {
            patch(MERGE_PATCH, order + "/%ss/%s/fields".formatted(part, UUID.randomUUID()), "{'a': 1}")
                    .statusCode(404)
                    .body("code", is("no-such-" + part));
        }
        assertThat(events("order", cart))
                .filteredOn(OrderFieldsChanged.class::isInstance)
                .hasSize(2)
                .first()
                .extracting(event -> ((OrderFieldsChanged) event).removed())
                .isEqualTo(List.of("gift"));
    }

    private static ValidatableResponse patch(String contentType, String path, String body) {
        return given().contentType(contentType)
                .body(body.replace('\'', '"'))
                .patch("/commands/v1/" + path)
                .then();
    }

    private static ValidatableResponse json(String path, String body) {
        return given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/commands/v1/" + path)
                .then();
    }

    private List<Event> events(String category, String id) {
        return store.read(new StreamId(category, id), 0, 100).await().atMost(Duration.ofSeconds(10)).stream()
                .map(Envelope::event)
                .toList();
    }
}
