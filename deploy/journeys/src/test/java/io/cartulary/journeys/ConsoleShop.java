package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.cartulary.localstack.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What happens in the shop while somebody looks at the console: orders, as their customers and staff make them. */
final class ConsoleShop {

    private static final String TOKEN = "Consistency-Token";
    private static final String HOME =
            "{'recipient': 'Alice', 'street': 'Heidestraße 17', 'postalCode': '51147', 'city': 'Köln', 'country': 'DE'}";

    static final String STAFF = Tokens.staff("sam");

    private final String origin;

    /** @param origin that of both services */
    ConsoleShop(String origin) {
        this.origin = origin;
    }

    /** @param number what people call it by */
    record Order(String id, String number, String sku) {}

    String product(String name, int cents) {
        String sku = "SKU-" + UUID.randomUUID();
        json(STAFF, "{'name': '%s', 'price': %s}".formatted(name, euros(cents)))
                .put(origin + "/commands/v1/products/" + sku)
                .then()
                .statusCode(200);
        return sku;
    }

    String cart(String bearer) {
        return json(bearer, "{'currency': 'EUR'}")
                .post(origin + "/commands/v1/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    void item(String bearer, String cart, String sku, int quantity) {
        command(bearer, "carts/" + cart + "/items", "{'sku': '%s', 'quantity': %d}".formatted(sku, quantity));
    }

    /** Two units of a product of 12.50, ordered by that customer. */
    Order order(String customer) {
        String bearer = Tokens.customer(customer);
        String sku = product("Sencha", 1250);
        String cart = cart(bearer);
        item(bearer, cart, sku, 2);
        json(bearer, HOME)
                .put(origin + "/commands/v1/carts/" + cart + "/shipping-address")
                .then()
                .statusCode(200);
        json(bearer, "{'email': 'alice@example.com'}")
                .put(origin + "/commands/v1/carts/" + cart + "/contact")
                .then()
                .statusCode(200);
        String placed = command(bearer, "carts/" + cart + "/checkout", "{'expectedTotal': %s}".formatted(euros(2500)));
        return new Order(cart, seen("orders/" + cart, placed).extract().path("number"), sku);
    }

    void note(Order order, String text) {
        staff(order, "notes", "{'text': '%s'}".formatted(text));
    }

    /** A payment that nothing has announced, so that the order needs attention. */
    void capture(Order order, int cents) {
        staff(
                order,
                "payments",
                "{'kind': 'CAPTURED', 'providerRef': 'pi_1', 'transactionRef': 'ch_1', 'amount': %s}"
                        .formatted(euros(cents)));
    }

    /** One more product on the order, by staff. */
    void addTo(Order order, String sku) {
        staff(order, "edits", "{'lines': [{'sku': '%s', 'quantity': 1}]}".formatted(sku));
    }

    /** All units, on credit, with that tracking number; they have arrived. */
    void deliver(Order order, String tracking) {
        String shipment = ship(order, tracking);
        staff(order, "shipments/" + shipment + "/delivery", "{}");
    }

    /** All units, on credit, with that tracking number; they are on the way. */
    String ship(Order order, String tracking) {
        ValidatableResponse before = seen("orders/" + order.id());
        staff(
                order,
                "shipments",
                "{'lines': [{'lineId': '%s', 'quantity': %d}], 'carrier': 'DHL', 'tracking': '%s', 'onCredit': true}"
                        .formatted(
                                before.extract().<String>path("lines[0].lineId"),
                                before.extract().<Integer>path("lines[0].quantity"),
                                tracking));
        return seen("orders/" + order.id()).extract().path("shipments[0].shipmentId");
    }

    private void staff(Order order, String name, String body) {
        seen("orders/" + order.id(), command(STAFF, "orders/" + order.id() + "/" + name, body));
    }

    private ValidatableResponse seen(String path) {
        return given().auth()
                .oauth2(STAFF)
                .get(origin + "/queries/v1/" + path)
                .then()
                .statusCode(200);
    }

    /** The id of a cart's only line. */
    String line(String cart) {
        await().atMost(Duration.ofSeconds(10)).until(() -> version(cart) >= 2);
        return seen("carts/" + cart).extract().path("lines[0].lineId");
    }

    /** As far as it is visible. */
    int version(String cart) {
        return seen("carts/" + cart).extract().path("version");
    }

    /** When the order's last event was recorded. */
    Instant lastChange(Order order) {
        return Instant.parse(seen("orders/" + order.id()).extract().path("updatedAt"));
    }

    /** Answers the token that a query may wait for. */
    String command(String bearer, String path, String body) {
        return json(bearer, body)
                .post(origin + "/commands/v1/" + path)
                .then()
                .statusCode(200)
                .extract()
                .header(TOKEN);
    }

    /** Once a query shows what the token stands for. */
    ValidatableResponse seen(String path, String token) {
        return given().auth()
                .oauth2(STAFF)
                .header(TOKEN, token)
                .queryParam("wait", "10s")
                .get(origin + "/queries/v1/" + path)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification json(String bearer, String body) {
        return given().auth().oauth2(bearer).contentType(ContentType.JSON).body(body.replace('\'', '"'));
    }

    private static String euros(int cents) {
        return "{'amount': %d, 'currency': 'EUR'}".formatted(cents);
    }
}
