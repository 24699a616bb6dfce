package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From Kafka to the HTTP answers, on real servers. */
@QuarkusTest
@TestProfile(OneWorld.class)
class QueriesIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final String PROBLEM = "application/problem+json";
    private static final History HISTORY = History.shared();
    private static Topic topic;

    @BeforeAll
    static void open() {
        topic = new Topic();
    }

    @AfterAll
    static void close() {
        topic.close();
    }

    /** The time to create the tables grows with their number. */
    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_cart_is_what_its_events_say() {
        var cart = new Cart();
        cart.created();
        cart.added(1, 2, 450);
        cart.added(2, 1, 1200);
        cart.changed(1, 2, 3);
        cart.removed(2, 1);
        var last = cart.added(1, 1, 450);

        fresh(last, "/queries/v1/carts/" + cart.id)
                .statusCode(200)
                .header("ETag", "\"6\"")
                .body("id", equalTo(cart.id.toString()))
                .body("version", equalTo(6))
                .body("state", equalTo("ACTIVE"))
                .body("owner.kind", equalTo("guest"))
                .body("currency", equalTo("EUR"))
                .body("lines", hasSize(1))
                .body("lines[0].quantity", equalTo(4))
                .body("lines[0].unitPrice.amount", equalTo(450))
                .body("lines[0].unitPrice.currency", equalTo("EUR"))
                .body("lines[0].total.amount", equalTo(1800))
                .body("total.amount", equalTo(1800))
                .body("itemCount", equalTo(4))
                .body(
                        "createdAt",
                        equalTo(InstantJson.text(cart.events.getFirst().recordedAt())))
                .body("updatedAt", equalTo(InstantJson.text(last.recordedAt())));
    }

    @Test
    void a_product_is_what_its_events_say() {
        var stream = new StreamId("product", "tea-" + UUID.randomUUID());
        List<Envelope> listed = HISTORY.record(
                stream,
                new ProductListed("Tea", new Money(450, EUR)),
                new ProductListed("Green tea", new Money(500, EUR)));
        topic.send(listed);

        String path = "/queries/v1/products/" + stream.rootId();
        fresh(listed.getLast(), path)
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("sku", equalTo(stream.rootId()))
                .body("name", equalTo("Green tea"))
                .body("price.amount", equalTo(500))
                .body("state", equalTo("LISTED"));
        get(path + "?version=1").statusCode(200).body("name", equalTo("Tea"));
        get("/queries/v1/products/none").statusCode(404).body("code", equalTo("no-such-product"));
        get("/queries/v1/products/no%20sku").statusCode(400).body("code", equalTo("malformed-request"));
    }

    @Test
    void an_order_is_what_its_events_say_at_any_moment() {
        var order = new StreamId("order", UUID.randomUUID().toString());
        var coffee = new OrderLine(line(1), "COFFEE", "Coffee", 2, new Money(1250, EUR));
        List<Envelope> events = HISTORY.record(
                order,
                new OrderPlaced(
                        "7Q4K-2M9X-C3TB",
                        5,
                        new Owner.Customer("alice"),
                        List.of(coffee),
                        new Totals(1, 2, new Money(2500, EUR)),
                        new Address("Erika Mustermann", "Heidestraße 17", null, "51147", "Köln", null, "DE"),
                        new Contact("erika@example.com", null)),
                new PaymentAuthorized(line(2), "pi_1", new Money(2500, EUR)),
                new OrderConfirmed(),
                new ShipmentCreated(line(3), List.of(new LineQuantity(line(1), 1)), "DHL", "JJD1"));
        topic.send(events);

        String path = "/queries/v1/orders/" + order.rootId();
        fresh(events.getLast(), path)
                .statusCode(200)
                .header("ETag", "\"4\"")
                .body("number", equalTo("7Q4K-2M9X-C3TB"))
                .body("state", equalTo("PARTIALLY_SHIPPED"))
                .body("owner.customerId", equalTo("alice"))
                .body("address.city", equalTo("Köln"))
                .body("address", not(hasKey("region")))
                .body("lines[0].shipped", equalTo(1))
                .body("payment.status", equalTo("AUTHORIZED"))
                .body("payment.balance.amount", equalTo(2500))
                .body("returnStatus", equalTo("NONE"))
                .body("shipments[0].tracking", equalTo("JJD1"))
                .body("confirmedAt", equalTo(InstantJson.text(events.get(2).recordedAt())))
                .body("$", not(hasKey("hold")));
        get(path + "?version=2").statusCode(200).body("state", equalTo("PLACED"));
        get(path + "?asOf=" + events.get(2).recordedAt()).statusCode(200).body("state", equalTo("CONFIRMED"));
        get(path + "?version=5").statusCode(404).body("code", equalTo("no-such-version"));
        get(path + "/history")
                .statusCode(200)
                .body("events.type", hasItems("order.placed.v2", "order.shipment-created.v1"));
        get("/queries/v1/orders/" + UUID.randomUUID()).statusCode(404).body("code", equalTo("no-such-order"));
        get("/queries/v1/orders/none").statusCode(400).body("code", equalTo("malformed-request"));
    }

    @Test
    void duplicates_and_replays_change_nothing() {
        var cart = new Cart();
        cart.created();
        cart.added(1, 2, 450);
        cart.changed(1, 2, 7);
        var stream = new StreamId("cart", cart.id.toString());

        topic.send(cart.events);
        topic.send(cart.events.reversed());
        topic.send(Collections.nCopies(2, cart.events).stream()
                .flatMap(List::stream)
                .toList());
        topic.send(Collections.nCopies(50, cart.events.getFirst()));
        List<Envelope> more = HISTORY.record(stream, new ItemQuantityChanged(line(1), 7, 1));
        topic.send(more);

        fresh(more.getLast(), "/queries/v1/carts/" + cart.id)
                .statusCode(200)
                .body("version", equalTo(4))
                .body("itemCount", equalTo(1));
        get("/queries/v1/carts/" + cart.id + "/history").body("events.version", contains(1, 2, 3, 4));
    }

    @Test
    void a_cart_can_be_seen_as_of_any_moment() {
        var cart = new Cart();
        cart.created();
        cart.added(1, 2, 450);
        var last = cart.added(1, 1, 450);
        String path = "/queries/v1/carts/" + cart.id;
        fresh(last, path).statusCode(200);
        var added = cart.events.get(1).recordedAt();

        get(path + "?asOf=" + added).statusCode(200).header("ETag", "\"2\"").body("itemCount", equalTo(2));
        get(path + "?asOf=" + added.minusMillis(1)).statusCode(200).body("version", equalTo(1));
        get(path + "?asOf=" + added.plusMillis(999)).statusCode(200).body("version", equalTo(2));
        get(path + "?asOf=" + last.recordedAt().plusSeconds(3600))
                .statusCode(200)
                .body("version", equalTo(3));
        get(path + "?asOf=" + cart.events.getFirst().recordedAt().minusMillis(1))
                .statusCode(404)
                .contentType(PROBLEM)
                .body("code", equalTo("no-such-cart"));

        get(path + "?version=1").statusCode(200).body("lines", hasSize(0));
        get(path + "?version=3").statusCode(200).body("itemCount", equalTo(3));
        get(path + "?version=4").statusCode(404).body("code", equalTo("no-such-version"));

        for (String wrong : List.of(
                "version=0", "version=x", "version=", "asOf=", "asOf=yesterday", "asOf=" + added + "&version=1")) {
            get(path + "?" + wrong)
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("code", equalTo("malformed-request"))
                    .body("detail", notNullValue());
        }
    }

    /** The register's time is 2026-11-23, and the caller has the real time. */
    @Test
    void a_freeze_ends_at_its_time_without_an_event() {
        var cart = new Cart();
        cart.created();
        var until = HISTORY.now().plusSeconds(60);
        var frozen = cart.happened(new CartFrozen(until));
        String path = "/queries/v1/carts/" + cart.id;

        fresh(frozen, path)
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("state", equalTo("ACTIVE"))
                .body("frozenUntil", nullValue());
        get(path + "?asOf=" + until.minusMillis(1))
                .body("state", equalTo("FROZEN"))
                .body("frozenUntil", equalTo(InstantJson.text(until)));
        get(path + "?asOf=" + until).body("state", equalTo("ACTIVE"));
        get(path + "?version=2").body("state", equalTo("FROZEN"));
        // a caller that has this version in its frozen state gets the thawed cart
        given().header("If-None-Match", "\"2\"").get(path).then().statusCode(200);
        given().header("If-None-Match", "\"1\"").get(path + "?version=1").then().statusCode(304);

        var again = cart.happened(new CartFrozen(Instant.parse("2999-01-01T00:00:00Z")));
        fresh(again, path).body("state", equalTo("FROZEN"));
        given().header("If-None-Match", "\"3\"").get(path).then().statusCode(304);
    }

    @Test
    void history_comes_in_pages() {
        var cart = new Cart();
        cart.created();
        for (int i = 0; i < 4; i++) {
            cart.added(1, 1, 450);
        }
        String path = "/queries/v1/carts/" + cart.id + "/history";

        String next = fresh(cart.events.getLast(), path + "?limit=2")
                .statusCode(200)
                .body("events.version", contains(1, 2))
                .body("events[0].type", equalTo("cart.created.v2"))
                .body(
                        "events[0].recordedAt",
                        equalTo(InstantJson.text(cart.events.getFirst().recordedAt())))
                .body("events[0].actor", equalTo("customer:test"))
                .body(
                        "events[0].eventId",
                        equalTo(cart.events.getFirst().eventId().toString()))
                .body("events[0].correlationId", equalTo("correlation"))
                .body("events[0].causationId", equalTo("causation"))
                .body("events[1].data.quantity", equalTo(1))
                .extract()
                .path("next");
        next = get(path + "?limit=2&cursor=" + next)
                .body("events.version", contains(3, 4))
                .extract()
                .path("next");
        get(path + "?limit=2&cursor=" + next)
                .body("events.version", contains(5))
                .body("next", nullValue());
        get(path + "?limit=5").body("events", hasSize(5)).body("next", nullValue());

        for (String wrong : List.of("limit=0", "limit=1001", "limit=many", "cursor=!!", "cursor=AAAA")) {
            get(path + "?" + wrong).statusCode(400).body("code", equalTo("malformed-request"));
        }
        get("/queries/v1/carts/" + UUID.randomUUID() + "/history")
                .statusCode(404)
                .body("code", equalTo("no-such-cart"));
    }

    @Test
    void who_has_this_version_is_not_sent_it_again() {
        var cart = new Cart();
        var created = cart.created();
        String path = "/queries/v1/carts/" + cart.id;
        fresh(created, path).statusCode(200);

        for (String known : List.of("\"1\"", "W/\"1\"", "\"7\", \"1\"", "*")) {
            given().header("If-None-Match", known)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", "\"1\"")
                    .body(equalTo(""));
        }
        given().header("If-None-Match", "\"2\"").get(path).then().statusCode(200);
    }

    @Test
    void a_token_waits_for_what_comes_while_it_waits() {
        var cart = new Cart();
        List<Envelope> later = HISTORY.record(cart.stream, new CartCreated(cart.owner(), EUR));
        var sender = Thread.ofVirtual().unstarted(() -> topic.send(later));
        sender.start();

        fresh(later.getLast(), "/queries/v1/carts/" + cart.id + "?wait=10s").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50ms", "0s", "PT0.0004S"})
    void a_token_of_the_future_is_not_yet_visible(String wait) {
        given().header("Consistency-Token", "3:999999")
                .get("/queries/v1/carts/" + UUID.randomUUID() + "?wait=" + wait)
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("not-yet-visible"))
                .body("partition", equalTo(3))
                .body("behind", greaterThan(0));
    }

    @Test
    void a_malformed_token_or_wait_is_rejected() {
        String path = "/queries/v1/carts/" + UUID.randomUUID();
        for (String wrong : List.of("x", "1", "1:x", "12:1")) {
            given().header("Consistency-Token", wrong)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("code", equalTo("malformed-request"));
        }
        for (String wrong : List.of("11s", "-1s", "soon", "")) {
            given().header("Consistency-Token", "0:1")
                    .get(path + "?wait=" + wrong)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed-request"));
        }
    }

    @Test
    void every_error_is_a_problem_with_a_code() {
        get("/queries/v1/carts/" + UUID.randomUUID())
                .statusCode(404)
                .contentType(PROBLEM)
                .body("code", equalTo("no-such-cart"));
        get("/queries/v1/carts/1-1-1-1-1")
                .statusCode(400)
                .contentType(PROBLEM)
                .body("code", equalTo("malformed-request"));
        get("/queries/v1/nothing").statusCode(404).contentType(PROBLEM).body("code", equalTo("not-found"));
        get("/nothing").statusCode(404).contentType(PROBLEM).body("code", equalTo("not-found"));
        given().post("/queries/v1/carts/" + UUID.randomUUID())
                .then()
                .statusCode(405)
                .contentType(PROBLEM)
                .body("code", equalTo("method-not-allowed"));
        given().accept("text/csv")
                .get("/queries/v1/carts/" + UUID.randomUUID())
                .then()
                .statusCode(406)
                .contentType(PROBLEM)
                .body("code", equalTo("not-acceptable"));
    }

    @Test
    void the_service_describes_itself() {
        get("/q/openapi?format=json")
                .statusCode(200)
                .body("paths.'/queries/v1/carts/{id}'.get.summary", notNullValue())
                .body("paths.'/queries/v1/carts/{id}'.get.responses.'404'.description", containsString("no-such-cart"))
                .body(
                        "paths.'/queries/v1/carts/{id}'.get.parameters.name",
                        hasItems("id", "asOf", "version", "Consistency-Token", "wait"));
        get("/q/swagger-ui/").statusCode(200);
    }

    @Test
    void it_is_ready_and_measured() {
        new Cart().created();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("/q/health/ready").statusCode(200));
        get("/q/health/live").statusCode(200);
        get("/q/health/started").statusCode(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("/q/metrics")
                        .body(containsString("cartulary_projection_events_total"))
                        .body(containsString("cartulary_projection_batch_size_max"))
                        .body(containsString("cartulary_projection_halted"))
                        .body(containsString("cartulary_projection_position{partition="))
                        .body(containsString("cartulary_projection_lag{partition=\"0\"}")));
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }

    /** Requests the path with the token of the command. */
    private static ValidatableResponse fresh(Envelope last, String path) {
        String wait = path.contains("wait=") ? "" : (path.contains("?") ? "&" : "?") + "wait=10s";
        return given().header("Consistency-Token", last.partition() + ":" + last.position())
                .get(path + wait)
                .then();
    }

    private static UUID line(int number) {
        return new UUID(0, number);
    }

    /** A cart whose events are sent as soon as they are recorded. */
    private static final class Cart {

        private final UUID id = UUID.randomUUID();
        private final StreamId stream = new StreamId("cart", id.toString());
        private final List<Envelope> events = new ArrayList<>();

        Owner owner() {
            return new Owner.Guest(id);
        }

        Envelope created() {
            return happened(new CartCreated(owner(), EUR));
        }

        Envelope added(int line, int quantity, long price) {
            return happened(new ItemAdded(line(line), "sku-" + line, "Product", quantity, new Money(price, EUR)));
        }

        Envelope changed(int line, int from, int to) {
            return happened(new ItemQuantityChanged(line(line), from, to));
        }

        Envelope removed(int line, int quantity) {
            return happened(new ItemRemoved(line(line), "sku-" + line, quantity));
        }

        private Envelope happened(CartEvent event) {
            List<Envelope> recorded = HISTORY.record(stream, event);
            topic.send(recorded);
            events.addAll(recorded);
            return recorded.getLast();
        }
    }
}
