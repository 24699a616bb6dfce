package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.cartulary.localstack.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From an anonymous cart with a code over merge, tax, shipping and checkout to a return, and a balance of 0. */
class PriceJourneyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STAFF = Tokens.staff("sam");

    /** No other journey sends goods to Liechtenstein. */
    private static final String HOME =
            "{'recipient': 'Alice', 'street': 'Städtle 1', 'city': 'Vaduz', 'country': 'LI'}";

    private final Cartulary shop;
    private final String commands;
    private final String queries;

    PriceJourneyIT() throws InterruptedException {
        shop = Cartulary.running();
        commands = shop.commands().uri() + "/commands/v1/";
        queries = shop.queries().uri() + "/queries/v1/";
    }

    @Test
    void from_a_code_in_an_anonymous_cart_to_a_refund() {
        String coffee = shop.givenAProduct(1000);
        String alice = Tokens.customer("alice-" + UUID.randomUUID());
        String code = "TENTH-" + UUID.randomUUID();
        String promotion = "promotions/tenth-" + UUID.randomUUID();
        put(STAFF, "tax-rates/LI", "{'rates': {'standard': '0.081'}, 'includedInPrice': false}")
                .statusCode(200);
        put(
                        STAFF,
                        promotion,
                        "{'name': 'Tenth', 'trigger': 'CODE', 'target': {'kind': 'ORDER'},"
                                + " 'effect': {'kind': 'PERCENT_OFF', 'rate': '0.1'}}")
                .statusCode(200);
        put(STAFF, promotion + "/codes/" + code, "{}").statusCode(200);
        put(
                        STAFF,
                        "shipping-methods/post",
                        "{'name': 'Post', 'countries': ['LI'], 'prices': [{'currency': 'EUR', 'flat': 500}]}")
                .statusCode(200);

        Response guests = given().contentType(ContentType.JSON)
                .body("{\"currency\": \"EUR\"}")
                .post(commands + "carts")
                .then()
                .statusCode(201)
                .extract()
                .response();
        String guestCart = guests.path("id");
        String guest = guests.path("guestToken");
        post(guest, "carts/" + guestCart + "/items", "{'sku': '%s', 'quantity': 3}".formatted(coffee))
                .statusCode(200);
        post(guest, "carts/" + guestCart + "/codes", "{'code': '%s'}".formatted(code))
                .statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> read(guest, "carts/" + guestCart).body("total.amount", is(2700)));

        String cart = json(alice, "{'currency': 'EUR'}")
                .post(commands + "carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        json(alice, "{'source': '%s', 'mode': 'SUM'}".formatted(guestCart))
                .header("Guest-Token", guest)
                .post(commands + "carts/" + cart + "/merge")
                .then()
                .statusCode(200);
        // the register's earlier answer that this country has no rates counts for a second
        await().atMost(PATIENCE).untilAsserted(() -> {
            put(alice, "carts/" + cart + "/shipping-address", HOME).statusCode(200);
            post(alice, "carts/" + cart + "/repricing", "").statusCode(200);
            read(alice, "carts/" + cart).body("terms.tax.country", is("LI"));
        });
        put(alice, "carts/" + cart + "/contact", "{'email': 'alice@example.com'}")
                .statusCode(200);
        put(alice, "carts/" + cart + "/shipping-method", "{'methodId': 'post'}").statusCode(200);

        // 30.00, a tenth off, and 5.00 for the shipping; 8.1 % of 27.00 and of 5.00
        int total = 2700 + 219 + 500 + 40;
        await().atMost(PATIENCE)
                .untilAsserted(() -> read(alice, "carts/" + cart)
                        .body("price.subtotal", is(3000))
                        .body("price.discount", is(300))
                        .body("price.shipping.total", is(540))
                        .body("price.taxes.amount", contains(259))
                        .body("total.amount", is(total)));
        post(alice, "carts/" + cart + "/checkout", "{'expectedTotal': %s}".formatted(euros(3000)))
                .statusCode(409)
                .body("code", is("total-differs"));
        post(alice, "carts/" + cart + "/checkout", "{'expectedTotal': %s}".formatted(euros(total)))
                .statusCode(200);

        String order = "orders/" + cart;
        await().atMost(PATIENCE)
                .untilAsserted(() -> read(alice, order)
                        .body("totals.total.amount", is(total))
                        .body("price.total", is(total))
                        .body("terms.country", is("LI")));
        String line = read(alice, order).extract().path("lines[0].lineId");
        String units = "{'lineId': '%s', 'quantity': %d}";
        post(STAFF, order + "/payments", payment("AUTHORIZED", total)).statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> read(alice, order).body("state", is("CONFIRMED")));
        post(STAFF, order + "/payments", payment("CAPTURED", total)).statusCode(200);
        String parcel = post(
                        STAFF,
                        order + "/shipments",
                        "{'lines': [%s], 'carrier': 'Post', 'tracking': 'LI1'}".formatted(units.formatted(line, 3)))
                .statusCode(200)
                .extract()
                .path("part");
        post(STAFF, order + "/shipments/" + parcel + "/delivery", "").statusCode(200);

        // one of three comes back: a third of 29.19
        String back = post(
                        alice,
                        order + "/returns",
                        "{'lines': [%s], 'reason': 'Too bitter'}".formatted(units.formatted(line, 1)))
                .statusCode(200)
                .extract()
                .path("part");
        post(STAFF, order + "/returns/" + back + "/approval", "").statusCode(200);
        post(STAFF, order + "/returns/" + back + "/receipt", "{'condition': 'RESELLABLE'}")
                .statusCode(200);
        post(STAFF, order + "/refunds", "{'providerRef': 'pi_1', 'amount': %s}".formatted(euros(973)))
                .statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> read(alice, order)
                        .body("payment.balance.amount", is(0))
                        .body("payment.owed.amount", is(total - 973)));
        read(alice, "carts/" + cart).body("total.amount", is(total));
    }

    private static String payment(String kind, int cents) {
        return "{'kind': '%s', 'providerRef': 'pi_1', 'amount': %s}".formatted(kind, euros(cents));
    }

    private static String euros(int cents) {
        return "{'amount': %d, 'currency': 'EUR'}".formatted(cents);
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
