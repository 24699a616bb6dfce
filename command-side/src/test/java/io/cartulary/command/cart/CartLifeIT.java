package io.cartulary.command.cart;

import static io.cartulary.command.cart.Shop.givenACart;
import static io.cartulary.command.cart.Shop.givenACartToOrder;
import static io.cartulary.command.cart.Shop.givenAProduct;
import static io.cartulary.command.cart.Shop.whenACartIsCreated;
import static io.cartulary.command.cart.Shop.whenAnItemIsAdded;
import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Carts over HTTP, on a real log. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CartLifeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    EventStore store;

    @Inject
    CommandHandler commands;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_cart_is_ordered_once_whatever_two_shoppers_do_at_once() throws Exception {
        String cart = givenACartToOrder(givenAProduct(1250), 2);
        var together = new CyclicBarrier(2);
        Callable<Integer> shopper = () -> {
            together.await(10, TimeUnit.SECONDS);
            return whenItIsCheckedOut(cart, 2500).statusCode();
        };

        try (ExecutorService shoppers = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = shoppers.invokeAll(List.of(shopper, shopper));
            // the result of the second one holds already: the cart is ordered at that total
            assertThat(answers.get(0).get()).isEqualTo(200);
            assertThat(answers.get(1).get()).isEqualTo(200);
        }

        assertThat(events("cart", cart))
                .filteredOn(CartCheckedOut.class::isInstance)
                .hasSize(1);
        assertThat(events("order", cart)).singleElement().isInstanceOfSatisfying(OrderPlaced.class, order -> {
            assertThat(order.totals().total().amount()).isEqualTo(2500);
            assertThat(order.number()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        });
    }

    @Test
    void nothing_is_ordered_at_another_total_than_the_expected_one() {
        String cart = givenACartToOrder(givenAProduct(1250), 2);

        thenRejected(whenItIsCheckedOut(cart, 2499), 409, "total-differs");

        assertThat(events("order", cart)).isEmpty();
    }

    @Test
    void an_ordered_cart_takes_no_more_commands() {
        String coffee = givenAProduct(1250);
        String cart = givenACartToOrder(coffee, 2);
        whenItIsCheckedOut(cart, 2500).then().statusCode(200);

        thenRejected(whenAnItemIsAdded(given(), cart, coffee, 1), 409, "cart-checked-out");
    }

    @ParameterizedTest
    @CsvSource({"SUM, 3", "MAX, 2", "TARGET, 1", "SOURCE, 2"})
    void one_cart_goes_into_another(MergeMode mode, int units) {
        String coffee = givenAProduct(1250);
        String target = givenACart();
        String source = givenACart();
        whenAnItemIsAdded(given(), target, coffee, 1);
        whenAnItemIsAdded(given(), source, coffee, 2);

        whenItIsMerged(target, source, mode.name(), "k-" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("id", is(target))
                .body("version", is(3));

        assertThat(events("cart", source)).last().isInstanceOf(CartMergedInto.class);
        assertThat(events("cart", target))
                .last()
                .isInstanceOfSatisfying(
                        CartMerged.class,
                        merged -> assertThat(1
                                        + merged.deltas().stream()
                                                .mapToInt(LineDelta::quantity)
                                                .sum())
                                .isEqualTo(units));
        thenRejected(whenAnItemIsAdded(given(), source, coffee, 1), 409, "cart-merged");
    }

    @Test
    void a_merge_that_is_retried_happens_once_and_is_answered_alike() {
        String coffee = givenAProduct(1250);
        String target = givenACart();
        String source = givenACart();
        whenAnItemIsAdded(given(), source, coffee, 2);
        String key = "k-" + UUID.randomUUID();

        String first = whenItIsMerged(target, source, "SUM", key).asString();
        whenAnItemIsAdded(given(), target, coffee, 1);
        Response second = whenItIsMerged(target, source, "SUM", key);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first);
        assertThat(events("cart", target))
                .filteredOn(CartMerged.class::isInstance)
                .hasSize(1);
        thenRejected(whenItIsMerged(target, source, "MAX", key), 422, "idempotency-key-reused");
    }

    @Test
    void a_merge_that_the_target_rejects_leaves_the_source_as_it_was() {
        String target = givenACart();
        String source = givenACart();
        whenItIsFrozen(target, Instant.now().plusSeconds(600)).then().statusCode(200);

        thenRejected(whenItIsMerged(target, source, "SUM", "k-" + UUID.randomUUID()), 409, "cart-frozen");
        thenRejected(whenItIsMerged(source, source, "SUM", "k-" + UUID.randomUUID()), 400, "merge-with-itself");

        assertThat(events("cart", source)).hasSize(1);
    }

    @Test
    void a_merge_that_nobody_finishes_is_finished_by_itself() {
        String coffee = givenAProduct(1250);
        String target = givenACart();
        String source = givenACart();
        whenAnItemIsAdded(given(), source, coffee, 2);

        // like a replica that is killed after the first step
        UUID mergeId = UUID.randomUUID();
        var begin = new CartCommand.BeginMerge(mergeId, UUID.fromString(target), 1, MergeMode.SUM);
        assertThat(commands.handle(Cart.DECIDER, new StreamId("cart", source), begin, Replica.metadata(mergeId))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(Outcome.Done.class);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(events("cart", source)).last().isInstanceOf(CartMergedInto.class));
        assertThat(events("cart", target))
                .filteredOn(CartMerged.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_cart_gets_back_what_it_had() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        whenAnItemIsAdded(given(), cart, coffee, 2);
        given().delete("/commands/v1/carts/{id}/items", cart).then().statusCode(200);

        whenItIsRestored(cart, "{\"version\": 2}")
                .then()
                .statusCode(200)
                .body("version", is(4))
                .body("leftOut", hasSize(0));

        assertThat(events("cart", cart))
                .last()
                .isInstanceOfSatisfying(
                        CartRestored.class,
                        restored -> assertThat(restored.lines())
                                .extracting(RestoredLine::quantity)
                                .containsExactly(2));
        String before = recorded("cart", cart).get(2).recordedAt().toString();
        whenItIsRestored(cart, "{\"asOf\": \"%s\"}".formatted(before)).then().statusCode(200);
        thenRejected(whenItIsRestored(cart, "{\"version\": 99}"), 409, "no-such-version");
        thenRejected(whenItIsRestored(cart, "{\"asOf\": \"2001-01-01T00:00:00Z\"}"), 409, "no-such-version");
        thenRejected(whenItIsRestored(cart, "{}"), 400, "malformed-request");
        thenRejected(whenItIsRestored(UUID.randomUUID().toString(), "{\"version\": 1}"), 404, "no-such-cart");
    }

    @Test
    void what_comes_back_costs_what_it_costs_now_and_what_is_not_on_sale_does_not_come_back() {
        String coffee = givenAProduct(100);
        String tea = givenAProduct(300);
        String cart = givenACart();
        whenAnItemIsAdded(given(), cart, coffee, 2);
        whenAnItemIsAdded(given(), cart, tea, 5);
        given().delete("/commands/v1/carts/{id}/items", cart).then().statusCode(200);
        givenThePrice(coffee, 9900);
        given().queryParam("reason", "recalled").delete("/commands/v1/products/{sku}", tea);
        String key = "k-" + UUID.randomUUID();

        Response restored = given().contentType(JSON)
                .header("Idempotency-Key", key)
                .body("{\"version\": 3}")
                .post("/commands/v1/carts/{id}/restoration", cart);

        restored.then()
                .statusCode(200)
                .body("id", is(cart))
                .body("version", is(6))
                .body("leftOut", hasSize(1))
                .body("leftOut[0].sku", is(tea))
                .body("leftOut[0].quantity", is(5))
                .body("leftOut[0].reason", is("NOT_ON_SALE"));
        assertThat(events("cart", cart))
                .last()
                .isInstanceOfSatisfying(
                        ItemsRepriced.class,
                        repriced -> assertThat(repriced.lines()).singleElement().satisfies(line -> {
                            assertThat(line.from().amount()).isEqualTo(100);
                            assertThat(line.to().amount()).isEqualTo(9900);
                        }));
        // a retry gets the same answer, regardless of what has happened since
        whenAnItemIsAdded(given(), cart, coffee, 1).then().statusCode(200);
        assertThat(given().contentType(JSON)
                        .header("Idempotency-Key", key)
                        .body("{\"version\": 3}")
                        .post("/commands/v1/carts/{id}/restoration", cart)
                        .asString())
                .isEqualTo(restored.asString());
    }

    @Test
    void more_units_than_a_line_had_cost_what_they_cost_now() {
        String coffee = givenAProduct(100);
        String cart = givenACart();
        whenAnItemIsAdded(given(), cart, coffee, 1);
        String line = events("cart", cart).stream()
                .filter(ItemAdded.class::isInstance)
                .map(event -> ((ItemAdded) event).lineId().toString())
                .findFirst()
                .orElseThrow();
        givenThePrice(coffee, 9900);

        whenItHasUnits(cart, line, 500).then().statusCode(200).body("version", is(4));
        assertThat(events("cart", cart)).element(2).isInstanceOf(ItemsRepriced.class);
        givenThePrice(coffee, 9000);
        whenItHasUnits(cart, line, 400).then().statusCode(200).body("version", is(5));
        whenAnItemIsAdded(given(), cart, coffee, 1).then().statusCode(200).body("version", is(7));
        assertThat(events("cart", cart)).element(5).isInstanceOf(ItemsRepriced.class);
        thenRejected(whenAnItemIsAdded(given(), cart, coffee, 599), 409, "line-full");
        given().queryParam("reason", "sold out").delete("/commands/v1/products/{sku}", coffee);
        thenRejected(whenItHasUnits(cart, line, 500), 409, "product-not-listed");
        whenItHasUnits(cart, line, 1).then().statusCode(200);
        thenRejected(whenItHasUnits(cart, UUID.randomUUID().toString(), 1), 404, "no-such-line");
    }

    private static void givenThePrice(String sku, long cents) {
        given().contentType(JSON)
                .body("{\"amount\": %d, \"currency\": \"EUR\"}".formatted(cents))
                .put("/commands/v1/products/{sku}/price", sku)
                .then()
                .statusCode(200);
    }

    private static Response whenItHasUnits(String cart, String line, int quantity) {
        return given().contentType(JSON)
                .body("{\"quantity\": %d}".formatted(quantity))
                .put("/commands/v1/carts/{id}/items/{lineId}", cart, line);
    }

    @Test
    void a_cart_is_repriced_when_its_shopper_commands_that() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        whenAnItemIsAdded(given(), cart, coffee, 2);
        given().contentType(JSON)
                .body("{\"amount\": 1400, \"currency\": \"EUR\"}")
                .put("/commands/v1/products/{sku}/price", coffee)
                .then()
                .statusCode(200);

        given().post("/commands/v1/carts/{id}/repricing", cart).then().statusCode(200);
        given().post("/commands/v1/carts/{id}/repricing", cart).then().statusCode(200);

        assertThat(events("cart", cart))
                .filteredOn(ItemsRepriced.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_delisted_product_is_sold_no_more_and_stays_where_it_is() {
        String coffee = givenAProduct(1250);
        String cart = givenACartToOrder(coffee, 2);

        given().queryParam("reason", "sold out")
                .delete("/commands/v1/products/{sku}", coffee)
                .then()
                .statusCode(200);

        thenRejected(whenAnItemIsAdded(given(), cart, coffee, 1), 409, "product-not-listed");
        whenItIsCheckedOut(cart, 2500).then().statusCode(200);
    }

    @Test
    void a_cart_or_an_order_is_copied_at_the_prices_of_now() {
        String coffee = givenAProduct(1250);
        String cart = givenACartToOrder(coffee, 2);
        given().contentType(JSON)
                .body("{\"amount\": 1400, \"currency\": \"EUR\"}")
                .put("/commands/v1/products/{sku}/price", coffee);

        String key = "k-" + UUID.randomUUID();
        String ofCart = whenItIsCopied("cart:" + cart, key)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        whenItIsCheckedOut(cart, 2500).then().statusCode(200);
        String ofOrder = whenItIsCopied("order:" + cart, "k-" + UUID.randomUUID())
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        for (String copy : List.of(ofCart, ofOrder)) {
            assertThat(events("cart", copy)).last().isInstanceOfSatisfying(ItemAdded.class, item -> {
                assertThat(item.quantity()).isEqualTo(2);
                assertThat(item.unitPrice().amount()).isEqualTo(1400);
            });
        }
        thenRejected(whenItIsCopied("cart:" + cart, "k-" + UUID.randomUUID()), 404, "no-such-original");
        thenRejected(whenItIsCopied("order:" + UUID.randomUUID(), "k-" + UUID.randomUUID()), 404, "no-such-original");
        // there is nothing left to copy, but the command was accepted
        whenItIsCopied("cart:" + cart, key).then().statusCode(201).body("id", is(ofCart));
    }

    @Test
    void a_frozen_cart_takes_no_commands_until_it_is_unfrozen() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        whenItIsFrozen(cart, Instant.now().plusSeconds(600)).then().statusCode(200);

        thenRejected(whenAnItemIsAdded(given(), cart, coffee, 1), 409, "cart-frozen");
        given().post("/commands/v1/carts/{id}/unfreeze", cart).then().statusCode(200);
        whenAnItemIsAdded(given(), cart, coffee, 1).then().statusCode(200);
        thenRejected(whenItIsFrozen(cart, Instant.EPOCH), 400, "until-out-of-range");
    }

    @Test
    void a_guests_cart_becomes_a_customers_and_no_one_elses() {
        JsonPath created = whenACartIsCreated(given().noFilters()).jsonPath();
        String cart = created.getString("id");
        String guest = created.getString("guestToken");

        thenRejected(whenItIsAssigned(as("alice"), cart, "alice"), 404, "no-such-cart");
        thenRejected(whenItIsAssigned(as("alice").header("Guest-Token", guest), cart, "bob"), 403, "forbidden");
        whenItIsAssigned(as("alice").header("Guest-Token", guest), cart, "alice")
                .then()
                .statusCode(200);
        whenItIsAssigned(as("alice"), cart, "alice").then().statusCode(200).body("version", is(2));
        thenRejected(whenItIsAssigned(given(), cart, "bob"), 409, "cart-assigned");
    }

    private static RequestSpecification as(String customer) {
        return given().header("Authorization", "Bearer " + Tokens.of(customer, Duration.ofHours(1), "customer"));
    }

    @Test
    void who_acts_on_an_abandoned_cart_has_it_back() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        assertThat(commands.handle(
                                Cart.DECIDER,
                                new StreamId("cart", cart),
                                new CartCommand.Abandon(Instant.now()),
                                Replica.metadata(UUID.randomUUID()))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(Outcome.Done.class);

        whenAnItemIsAdded(given(), cart, coffee, 1).then().statusCode(200).body("version", is(4));

        assertThat(recorded("cart", cart))
                .extracting(Envelope::type)
                .containsExactly("cart.created.v2", "cart.abandoned.v1", "cart.reactivated.v1", "cart.item-added.v1");
        assertThat(events("cart", cart)).element(1).isInstanceOf(CartAbandoned.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT  | shipping-address | {\"recipient\": \"Ada\", \"street\": \"1\", \"city\": \"London\","
                        + " \"country\": \"Britain\"}",
                "PUT  | contact          | {\"email\": \"nobody\"}",
                "PUT  | customer         | {\"customerId\": \"\"}",
                "POST | merge            | {\"source\": \"0190f1d2-7c3e-7a10-8000-0000000000cc\", \"mode\": \"BOTH\"}",
                "POST | freeze           | {\"until\": \"tomorrow\"}",
                "POST | checkout         | {\"expectedTotal\": 2500}",
                "POST | checkout         | {}",
                "POST | restoration      | {\"version\": 0}",
                "POST | restoration      | {\"version\": 1, \"asOf\": \"2026-01-01T00:00:00Z\"}",
            })
    void a_malformed_command_is_400_and_nothing_is_stored(String method, String path, String body) {
        String cart = givenACart();

        thenRejected(
                given().contentType(JSON).body(body).request(method, "/commands/v1/carts/{id}/" + path, cart),
                400,
                "malformed-request");

        assertThat(events("cart", cart)).hasSize(1);
    }

    private static Response whenItIsCheckedOut(String cart, long cents) {
        return given().contentType(JSON)
                .body("{\"expectedTotal\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(cents))
                .post("/commands/v1/carts/{id}/checkout", cart);
    }

    private static Response whenItIsMerged(String target, String source, String mode, String key) {
        return given().contentType(JSON)
                .header("Idempotency-Key", key)
                .body("{\"source\": \"%s\", \"mode\": \"%s\"}".formatted(source, mode))
                .post("/commands/v1/carts/{id}/merge", target);
    }

    private static Response whenItIsRestored(String cart, String body) {
        return given().contentType(JSON).body(body).post("/commands/v1/carts/{id}/restoration", cart);
    }

    private static Response whenItIsFrozen(String cart, Instant until) {
        return given().contentType(JSON)
                .body("{\"until\": \"%s\"}".formatted(until))
                .post("/commands/v1/carts/{id}/freeze", cart);
    }

    private static Response whenItIsAssigned(RequestSpecification caller, String cart, String customer) {
        return caller.contentType(JSON)
                .body("{\"customerId\": \"%s\"}".formatted(customer))
                .put("/commands/v1/carts/{id}/customer", cart);
    }

    private static Response whenItIsCopied(String original, String key) {
        return given().contentType(JSON)
                .header("Idempotency-Key", key)
                .body("{\"copyOf\": \"%s\"}".formatted(original))
                .post("/commands/v1/carts");
    }

    private static ValidatableResponse thenRejected(Response response, int status, String code) {
        return response.then().statusCode(status).body("code", is(code));
    }

    private List<Envelope> recorded(String category, String id) {
        return store.read(new StreamId(category, id), 0, 1000).await().atMost(PATIENCE);
    }

    private List<Event> events(String category, String id) {
        return recorded(category, id).stream().map(Envelope::event).toList();
    }
}
