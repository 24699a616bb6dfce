package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.cartulary.localstack.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A product with prices for a country and a group, attributes and a tax category: from the register over a cart with
 * promotions to an order and its edit.
 */
class ProductJourneyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STAFF = Tokens.staff("sam");

    /** No other journey sends goods to Andorra. */
    private static final String HOME =
            "{'recipient': 'Rita', 'street': 'Carrer 1', 'city': 'Andorra la Vella', 'country': 'AD'}";

    private final String commands;
    private final String queries;

    ProductJourneyIT() throws InterruptedException {
        Cartulary shop = Cartulary.running();
        commands = shop.commands().uri() + "/commands/v1/";
        queries = shop.queries().uri() + "/queries/v1/";
    }

    @Test
    void from_the_register_to_an_edited_order() {
        String tea = "TEA-" + UUID.randomUUID();
        String mug = "MUG-" + UUID.randomUUID();
        String colour = "colour-" + UUID.randomUUID();
        String rita = Tokens.customer("rita-" + UUID.randomUUID(), "regulars");
        put(STAFF, "tax-rates/AD", "{'rates': {'standard': '0.1', 'food': '0.05'}, 'includedInPrice': false}")
                .statusCode(200);
        put(STAFF, "products/" + tea, """
                {'name': 'Tea', 'names': {'ca': 'Te'}, 'price': {'amount': 1000, 'currency': 'EUR'},
                 'attributes': {'colour': '%s', 'grams': 100}, 'taxCategory': 'food',
                 'prices': [{'amount': 900, 'currency': 'EUR', 'country': 'AD'},
                            {'amount': 800, 'currency': 'EUR', 'country': 'AD', 'customerGroup': 'regulars'}]}
                """.formatted(colour)).statusCode(200);
        put(STAFF, "products/" + mug, "{'name': 'Mug', 'price': {'amount': 500, 'currency': 'EUR'}}")
                .statusCode(200);
        // a tenth off what has the colour, for regular customers
        String promotion = "promotions/colour-" + UUID.randomUUID();
        put(STAFF, promotion, """
                {'name': 'Colour', 'trigger': 'AUTOMATIC',
                 'target': {'kind': 'LINES', 'attributes': {'colour': ['%s']}},
                 'effect': {'kind': 'PERCENT_OFF', 'rate': '0.1'},
                 'conditions': {'customerGroups': ['regulars']}}
                """.formatted(colour)).statusCode(200);
        try {
            shop(rita, tea, mug);
        } finally {
            post(STAFF, promotion + "/end", "").statusCode(200);
        }
    }

    private void shop(String rita, String tea, String mug) {
        String cart = json(rita, "{'currency': 'EUR'}")
                .post(commands + "carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        put(rita, "carts/" + cart + "/contact", "{'email': 'rita@example.com'}").statusCode(200);
        post(rita, "carts/" + cart + "/items", "{'sku': '%s', 'quantity': 2}".formatted(tea))
                .statusCode(200);
        // the register's earlier answer that this country has no rates counts for a second
        await().atMost(PATIENCE).untilAsserted(() -> {
            put(rita, "carts/" + cart + "/shipping-address", HOME).statusCode(200);
            post(rita, "carts/" + cart + "/repricing", "").statusCode(200);
            read(rita, "carts/" + cart).body("terms.tax.country", is("AD"));
        });

        // 2 × 8.00, a tenth off, and 5 % of 14.40
        await().atMost(PATIENCE)
                .untilAsserted(() -> read(rita, "carts/" + cart)
                        .body("lines.name", contains("Tea"))
                        .body("lines[0].product.names.ca", is("Te"))
                        .body("lines[0].product.attributes.grams", is(100))
                        .body("lines[0].product.price.customerGroup", is("regulars"))
                        .body("lines[0].unitPrice.amount", is(800))
                        .body("terms.customerGroup", is("regulars"))
                        .body("price.discount", is(160))
                        .body("price.taxes[0].rate", is("0.05"))
                        .body("total.amount", is(1512)));
        read(rita, "carts/" + cart + "?version=2").body("lines.size()", is(0));
        post(rita, "carts/" + cart + "/checkout", "{'expectedTotal': {'amount': 1512, 'currency': 'EUR'}}")
                .statusCode(200);

        // two mugs at 5.00, and 10 % tax
        String order = "orders/" + cart;
        post(STAFF, order + "/edits", "{'lines': [{'sku': '%s', 'quantity': 2}]}".formatted(mug))
                .statusCode(200)
                .body("totalAfter.amount", is(1512 + 1100))
                .body("deltas[0].price.tax.amount", is(100));
        await().atMost(PATIENCE)
                .untilAsserted(() -> read(rita, order)
                        .body("lines[0].product.names.ca", is("Te"))
                        .body("lines[1].added.tax.rate", is("0.1"))
                        .body("lines[1].total.amount", is(1100))
                        .body("totals.total.amount", is(1512 + 1100)));
    }

    private ValidatableResponse post(String bearer, String path, String body) {
        return json(bearer, body).post(commands + path).then();
    }

    private ValidatableResponse put(String bearer, String path, String body) {
        return json(bearer, body).put(commands + path).then();
    }

    private ValidatableResponse read(String bearer, String path) {
        return given().auth().oauth2(bearer).get(queries + path).then().statusCode(200);
    }

    private static RequestSpecification json(String bearer, String body) {
        RequestSpecification request = given().auth().oauth2(bearer);
        return body.isEmpty() ? request : request.contentType(ContentType.JSON).body(body.replace('\'', '"'));
    }
}
