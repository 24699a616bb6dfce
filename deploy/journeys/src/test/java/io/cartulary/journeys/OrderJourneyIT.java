package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.cartulary.localstack.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From a guest's first item to a refund, at three moments of that past, and in every list that shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderJourneyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = "Consistency-Token";
    private static final String CUSTOMER = "alice-" + UUID.randomUUID();
    private static final String ALICE = Tokens.customer(CUSTOMER);
    private static final String STRANGER = Tokens.customer("mallory");
    private static final String STAFF = Tokens.staff("sam");

    private final Cartulary shop;
    private final String commands;
    private final String queries;

    OrderJourneyIT() throws InterruptedException {
        shop = Cartulary.running();
        commands = shop.commands().uri() + "/commands/v1";
        queries = shop.queries().uri() + "/queries/v1";
    }

    @Test
    void from_a_guests_cart_to_a_refund_and_back_in_time() {
        String coffee = shop.givenAProduct(1250);
        String tea = shop.givenAProduct(300);
        String mug = shop.givenAProduct(900);

        // a guest fills a cart, then logs in as Alice, who has a cart already
        Response guests = given().contentType(ContentType.JSON)
                .body("{\"currency\": \"EUR\"}")
                .post(commands + "/carts")
                .then()
                .statusCode(201)
                .extract()
                .response();
        String guestCart = guests.path("id");
        String guest = guests.path("guestToken");
        when(guest, "carts/" + guestCart + "/items", item(coffee, 2)).statusCode(200);
        String cart = json(ALICE, "{'currency': 'EUR'}")
                .post(commands + "/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        when(ALICE, "carts/" + cart + "/items", item(tea, 1)).statusCode(200);
        when(ALICE, "carts/" + cart + "/merge", "{'source': '%s', 'mode': 'SUM'}".formatted(guestCart))
                .statusCode(404);
        String merged = json(ALICE, "{'source': '%s', 'mode': 'SUM'}".formatted(guestCart))
                .header("Guest-Token", guest)
                .post(commands + "/carts/{id}/merge", cart)
                .then()
                .statusCode(200)
                .extract()
                .header(TOKEN);
        then(ALICE, "carts/" + cart, merged).body("lines.sku", containsInAnyOrder(tea, coffee));
        then(ALICE, "customers/" + CUSTOMER + "/cart", merged).body("id", is(cart));
        await().atMost(PATIENCE)
                .untilAsserted(() -> read(guest, "carts/" + guestCart).body("state", is("MERGED")));

        // checkout: the cart becomes an order
        put(ALICE, "carts/" + cart + "/shipping-address", HOME).statusCode(200);
        put(ALICE, "carts/" + cart + "/contact", "{'email': 'alice@example.com'}")
                .statusCode(200);
        when(ALICE, "carts/" + cart + "/checkout", "{'expectedTotal': %s}".formatted(euros(100)))
                .statusCode(409);
        String placed = when(ALICE, "carts/" + cart + "/checkout", "{'expectedTotal': %s}".formatted(euros(2800)))
                .statusCode(200)
                .extract()
                .header(TOKEN);
        String order = "orders/" + cart;
        ValidatableResponse whole =
                then(ALICE, order, placed).body("state", is("PLACED")).body("totals.total.amount", is(2800));
        String coffees = lineOf(whole, coffee);
        String teas = lineOf(whole, tea);
        given().auth().oauth2(STRANGER).get(queries + "/" + order).then().statusCode(404);
        when(STRANGER, order + "/cancellation", "{'reason': 'mischief'}").statusCode(404);

        // payment: an authorized order is confirmed automatically
        when(STAFF, order + "/payments", payment("AUTHORIZED", "pi_1", 2800)).statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> read(ALICE, order).body("state", is("CONFIRMED")));
        String capture = when(STAFF, order + "/payments", payment("CAPTURED", "pi_1", 2800))
                .statusCode(200)
                .extract()
                .path("part");

        // two shipments, and an edit between them
        ValidatableResponse shipped = when(STAFF, order + "/shipments", shipment("JJD1", units(coffees, 1)));
        String first = shipped.statusCode(200).extract().path("part");
        int versionOfFirstShipment = shipped.extract().path("version");
        when(STAFF, order + "/edits", edit(mug, true)).statusCode(200).body("balance.amount", is(900));
        String mugs = when(STAFF, order + "/edits", edit(mug, false))
                .statusCode(200)
                .body("balance.amount", is(900))
                .extract()
                .path("deltas[0].lineId");
        when(STAFF, order + "/payments", payment("AUTHORIZED", "pi_2", 900)).statusCode(200);
        when(STAFF, order + "/payments", payment("CAPTURED", "pi_2", 900)).statusCode(200);
        String second = when(
                        STAFF,
                        order + "/shipments",
                        shipment("JJD2", units(coffees, 1) + "," + units(teas, 1) + "," + units(mugs, 1)))
                .statusCode(200)
                .extract()
                .path("part");
        when(STAFF, order + "/shipments/" + first + "/delivery", "").statusCode(200);
        when(STAFF, order + "/shipments/" + second + "/delivery", "").statusCode(200);

        // a return and its refund
        String returned = when(
                        ALICE,
                        order + "/returns",
                        "{'lines': [%s], 'reason': 'Too bitter'}".formatted(units(coffees, 1)))
                .statusCode(200)
                .extract()
                .path("part");
        when(STAFF, order + "/returns/" + returned + "/approval", "").statusCode(200);
        when(STAFF, order + "/returns/" + returned + "/receipt", "{'condition': 'RESELLABLE'}")
                .statusCode(200);
        when(STAFF, order + "/refunds", "{'paymentId': '%s', 'amount': %s}".formatted(capture, euros(1250)))
                .statusCode(200);
        String completed =
                when(STAFF, order + "/completion", "").statusCode(200).extract().header(TOKEN);
        then(ALICE, order, completed)
                .body("state", is("COMPLETED"))
                .body("payment.balance.amount", is(0))
                .body("payment.refunded.amount", is(1250))
                .body("totals.total.amount", is(3700));

        // three moments of that past, and the carts' own
        read(ALICE, order, "version", "1")
                .body("state", is("PLACED"))
                .body("shipments", hasSize(0))
                .body("totals.total.amount", is(2800));
        read(ALICE, order, "version", versionOfFirstShipment)
                .body("state", is("PARTIALLY_SHIPPED"))
                .body("lines", hasSize(2))
                .body("payment.status", is("PAID"));
        String beforeTheReturn = recordedAt(order, "order.return-requested.v1");
        read(ALICE, order, "asOf", Instant.parse(beforeTheReturn).minusMillis(1))
                .body("lines.delivered", hasItems(2, 1, 1))
                .body("returns", hasSize(0))
                .body("payment.refunded.amount", is(0));
        read(ALICE, "carts/" + cart, "version", "2").body("lines.sku", contains(tea));
        read(ALICE, "carts/" + cart).body("state", is("CHECKED_OUT"));
        read(guest, "carts/" + guestCart, "version", "2").body("lines.sku", contains(coffee));

        thenTheListsTellOf(cart, Instant.parse(beforeTheReturn).minusMillis(1));
        thenTheSalesTellOf(order, Instant.parse(beforeTheReturn).minusMillis(1));
    }

    /**
     * A parcel of three is delivered in part and lost in part; one unit of two announced comes back; the scratched one
     * is credited. The provider reports everything twice and in any order, over HTTP and Kafka.
     */
    @Test
    void an_order_completes_after_any_end_of_its_parcel_and_payment() {
        String coffee = shop.givenAProduct(1000);
        String customer = "bea-" + UUID.randomUUID();
        String bea = Tokens.customer(customer);
        String order = "orders/" + ordered(bea, coffee, 4, 4000);
        String line = lineOf(read(bea, order), coffee);

        List<String> facts = new ArrayList<>(List.of(
                transaction("CAPTURED", "pi_1", "ch_1", 3000),
                transaction("CAPTURED", "pi_1", "ch_2", 1000),
                transaction("AUTHORIZED", "pi_1", "au_1", 5000),
                transaction("VOIDED", "pi_1", "vo_1", 1000)));
        facts.addAll(List.copyOf(facts));
        Collections.shuffle(facts, new Random(18));
        facts.forEach(fact -> when(STAFF, order + "/payments", fact).statusCode(200));
        await().atMost(PATIENCE)
                .untilAsserted(() -> read(bea, order)
                        .body("state", is("CONFIRMED"))
                        .body("payment.captured.amount", is(4000))
                        .body("payment.covered.amount", is(4000))
                        .body("payment.status", is("PAID"))
                        .body("attention", hasSize(0)));

        String parcel = when(STAFF, order + "/shipments", shipment("JJD3", units(line, 4)))
                .statusCode(200)
                .extract()
                .path("part");
        when(STAFF, order + "/shipments/" + parcel + "/loss", "{'lines': [%s]}".formatted(units(line, 1)))
                .statusCode(200);
        when(STAFF, order + "/shipments/" + parcel + "/delivery", "").statusCode(200);
        when(STAFF, order + "/completion", "").statusCode(409);
        when(STAFF, order + "/credits", "{'lines': [%s], 'reason': 'Lost'}".formatted(units(line, 1)))
                .statusCode(200);
        when(STAFF, order + "/credits", "{'amount': %s, 'reason': 'Scratched'}".formatted(euros(200)))
                .statusCode(200);
        String returned = when(
                        bea, order + "/returns", "{'lines': [%s], 'reason': 'Too bitter'}".formatted(units(line, 2)))
                .statusCode(200)
                .extract()
                .path("part");
        when(STAFF, order + "/returns/" + returned + "/approval", "").statusCode(200);
        String back = when(
                        STAFF,
                        order + "/returns/" + returned + "/receipt",
                        "{'condition': 'RESELLABLE', 'lines': [%s]}".formatted(units(line, 1)))
                .statusCode(200)
                .extract()
                .header(TOKEN);
        then(bea, order, back)
                .body("lines[0].returned", is(1))
                .body("lines[0].lost", is(1))
                .body("payment.owed.amount", is(1800))
                .body("payment.balance.amount", is(-2200));

        String refund = "{'providerRef': 'pi_1', 'transactionRef': 're_1', 'amount': %s}".formatted(euros(2200));
        when(STAFF, order + "/refunds", refund).statusCode(200);
        when(STAFF, order + "/refunds", refund).statusCode(200);
        String completed =
                when(STAFF, order + "/completion", "").statusCode(200).extract().header(TOKEN);
        then(bea, order, completed)
                .body("state", is("COMPLETED"))
                .body("payment.refunded.amount", is(2200))
                .body("payment.balance.amount", is(0))
                .body("payment.status", is("PAID"))
                .body("attention", hasSize(0));
    }

    /** A contradiction is listed until it is resolved. */
    @Test
    void money_that_does_not_add_up_needs_attention() {
        String coffee = shop.givenAProduct(1000);
        String bea = Tokens.customer("bea-" + UUID.randomUUID());
        String id = ordered(bea, coffee, 1, 1000);
        String order = "orders/" + id;
        String captured = when(STAFF, order + "/payments", transaction("CAPTURED", "pi_1", "ch_1", 1000))
                .statusCode(200)
                .extract()
                .header(TOKEN);
        then(STAFF, order, captured).body("attention.reason", contains("CAPTURED_WITHOUT_AUTHORIZATION"));
        read(STAFF, "orders", "attention", "true").body("items.id", hasItems(id));
        given().auth()
                .oauth2(bea)
                .queryParam("attention", "true")
                .get(queries + "/orders")
                .then()
                .statusCode(403);

        String authorized = when(STAFF, order + "/payments", payment("AUTHORIZED", "pi_1", 1000))
                .statusCode(200)
                .extract()
                .header(TOKEN);
        then(STAFF, order, authorized).body("attention", hasSize(0));
        read(STAFF, "orders", "attention", "true").body("items.id", not(hasItem(id)));
    }

    /** The id of an order of this many units. */
    private String ordered(String bearer, String sku, int quantity, int cents) {
        String cart = json(bearer, "{'currency': 'EUR'}")
                .post(commands + "/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        when(bearer, "carts/" + cart + "/items", item(sku, quantity)).statusCode(200);
        put(bearer, "carts/" + cart + "/shipping-address", HOME).statusCode(200);
        put(bearer, "carts/" + cart + "/contact", "{'email': 'bea@example.com'}")
                .statusCode(200);
        String placed = when(bearer, "carts/" + cart + "/checkout", "{'expectedTotal': %s}".formatted(euros(cents)))
                .statusCode(200)
                .extract()
                .header(TOKEN);
        then(bearer, "orders/" + cart, placed);
        return cart;
    }

    private static String transaction(String kind, String providerRef, String transactionRef, int cents) {
        return "{'kind': '%s', 'providerRef': '%s', 'transactionRef': '%s', 'amount': %s}"
                .formatted(kind, providerRef, transactionRef, euros(cents));
    }

    private void thenTheListsTellOf(String id, Instant beforeTheReturn) {
        String orders = "customers/" + CUSTOMER + "/orders";
        ValidatableResponse listed =
                read(ALICE, orders).body("items.id", contains(id)).body("items.state", contains("COMPLETED"));
        String number = listed.extract().path("items[0].number");
        Instant placed = Instant.parse(listed.extract().path("items[0].placedAt"));
        read(ALICE, orders, "asOf", beforeTheReturn)
                .body("items.state", contains("DELIVERED"))
                .body("items[0].total.amount", is(3700));
        read(ALICE, orders, "asOf", placed)
                .body("items.state", contains("PLACED"))
                .body("items[0].total.amount", is(2800));
        read(ALICE, orders, "asOf", placed.minusMillis(1)).body("items", hasSize(0));
        given().auth().oauth2(STRANGER).get(queries + "/" + orders).then().statusCode(404);
        given().auth()
                .oauth2(ALICE)
                .get(queries + "/customers/" + CUSTOMER + "/cart")
                .then()
                .statusCode(404);

        read(ALICE, "orders", "number", number).body("items.id", contains(id));
        read(STRANGER, "orders", "number", number).body("items", hasSize(0));
        read(STAFF, "orders", "day", day(placed)).body("items.id", hasItems(id));
    }

    /** Other tests may sell as well, so the difference between two moments counts. */
    private void thenTheSalesTellOf(String order, Instant beforeTheReturn) {
        Instant placed = Instant.parse(recordedAt(order, "order.placed.v2"));
        Instant returned = Instant.parse(recordedAt(order, "order.return-received.v2"));
        String days = "reports/sales?from=%s&to=%s".formatted(day(placed), day(returned));

        int before = netSales(days, placed.minusMillis(1));
        assertThat(netSales(days, placed) - before).isEqualTo(2800);
        assertThat(netSales(days, beforeTheReturn) - before).isEqualTo(3700);
        assertThat(netSales(days, returned) - before).isEqualTo(2450);
    }

    private int netSales(String days, Instant moment) {
        Integer net =
                read(STAFF, days, "asOf", moment).extract().path("totals.find { it.currency == 'EUR' }?.net?.amount");
        return net == null ? 0 : net;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, UTC);
    }

    private static final String HOME =
            "{'recipient': 'Alice', 'street': 'Heidestraße 17', 'postalCode': '51147', 'city': 'Köln', 'country': 'DE'}";

    private ValidatableResponse when(String bearer, String path, String body) {
        return json(bearer, body).post(commands + "/" + path).then();
    }

    private ValidatableResponse put(String bearer, String path, String body) {
        return json(bearer, body).put(commands + "/" + path).then();
    }

    /** Then the query's answer, at the token's position or later. */
    private ValidatableResponse then(String bearer, String path, String token) {
        return given().auth()
                .oauth2(bearer)
                .header(TOKEN, token)
                .queryParam("wait", "10s")
                .get(queries + "/" + path)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse read(String bearer, String path) {
        return given().auth().oauth2(bearer).get(queries + "/" + path).then().statusCode(200);
    }

    private ValidatableResponse read(String bearer, String path, String parameter, Object moment) {
        return given().auth()
                .oauth2(bearer)
                .queryParam(parameter, moment.toString())
                .get(queries + "/" + path)
                .then()
                .statusCode(200);
    }

    private static String lineOf(ValidatableResponse order, String sku) {
        return order.extract().path("lines.find { it.sku == '%s' }.lineId".formatted(sku));
    }

    /** When the first event of that type was recorded. */
    private String recordedAt(String path, String type) {
        return given().auth()
                .oauth2(ALICE)
                .queryParam("limit", 100)
                .get(queries + "/" + path + "/history")
                .then()
                .statusCode(200)
                .extract()
                .path("events.find { it.type == '%s' }.recordedAt".formatted(type));
    }

    private static RequestSpecification json(String bearer, String body) {
        RequestSpecification request = given().auth().oauth2(bearer);
        return body.isEmpty() ? request : request.contentType(ContentType.JSON).body(body.replace('\'', '"'));
    }

    private static String item(String sku, int quantity) {
        return "{'sku': '%s', 'quantity': %d}".formatted(sku, quantity);
    }

    private static String euros(int cents) {
        return "{'amount': %d, 'currency': 'EUR'}".formatted(cents);
    }

    private static String payment(String kind, String providerRef, int cents) {
        return "{'kind': '%s', 'providerRef': '%s', 'amount': %s}".formatted(kind, providerRef, euros(cents));
    }

    private static String units(String line, int quantity) {
        return "{'lineId': '%s', 'quantity': %d}".formatted(line, quantity);
    }

    private static String shipment(String tracking, String lines) {
        return "{'lines': [%s], 'carrier': 'DHL', 'tracking': '%s'}".formatted(lines, tracking);
    }

    private static String edit(String sku, boolean dryRun) {
        return "{'lines': [{'sku': '%s', 'quantity': 1}], 'dryRun': %b}".formatted(sku, dryRun);
    }
}
