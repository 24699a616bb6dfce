package io.cartulary.command.cart;

import static io.cartulary.command.cart.Shop.givenACart;
import static io.cartulary.command.cart.Shop.givenAProduct;
import static io.cartulary.command.cart.Shop.whenACartIsCreated;
import static io.cartulary.command.cart.Shop.whenAnItemIsAdded;
import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CartResourceIT {

    private static final String[] OPERATIONS = Stream.of(
                    "products/{sku}",
                    "products/{sku}/price",
                    "carts",
                    "carts/{id}/items",
                    "carts/{id}/items/{lineId}",
                    "carts/{id}/repricing",
                    "carts/{id}/shipping-address",
                    "carts/{id}/contact",
                    "carts/{id}/customer",
                    "carts/{id}/merge",
                    "carts/{id}/restoration",
                    "carts/{id}/freeze",
                    "carts/{id}/unfreeze",
                    "carts/{id}/checkout")
            .map("/commands/v1/"::concat)
            .toArray(String[]::new);

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_command_answers_with_the_id_the_version_and_a_token() {
        whenACartIsCreated(given())
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Consistency-Token", matchesPattern("\\d+:\\d+"))
                .body("version", is(1));
    }

    @Test
    void what_a_shopper_commands_stands_in_the_log() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();

        whenAnItemIsAdded(given(), cart, coffee, 2).then().statusCode(200).header("ETag", "\"2\"");
        String line = lines(cart).getFirst().lineId().toString();
        given().contentType(JSON)
                .body("{\"quantity\": 5}")
                .put("/commands/v1/carts/{id}/items/{line}", cart, line)
                .then()
                .statusCode(200)
                .body("version", is(3));
        given().delete("/commands/v1/carts/{id}/items/{line}", cart, line)
                .then()
                .statusCode(200)
                .body("version", is(4));
        whenAnItemIsAdded(given(), cart, coffee, 1).then().statusCode(200);
        given().delete("/commands/v1/carts/{id}/items", cart)
                .then()
                .statusCode(200)
                .body("version", is(6));

        assertThat(stream(cart))
                .extracting(Envelope::type)
                .containsExactly(
                        "cart.created.v2",
                        "cart.item-added.v1",
                        "cart.item-quantity-changed.v1",
                        "cart.item-removed.v1",
                        "cart.item-added.v1",
                        "cart.cleared.v1");
    }

    @Test
    void the_price_is_the_registers_and_follows_it() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        whenAnItemIsAdded(given(), cart, coffee, 1).then().statusCode(200);

        given().contentType(JSON)
                .body("{\"name\": \"Coffee\", \"price\": {\"amount\": 1400, \"currency\": \"EUR\"}}")
                .put("/commands/v1/products/{sku}", coffee)
                .then()
                .statusCode(200);
        whenAnItemIsAdded(given(), cart, coffee, 1).then().statusCode(200);

        assertThat(lines(cart)).extracting(line -> line.unitPrice().amount()).containsExactly(1250L, 1400L);
    }

    @Test
    void the_same_idempotency_key_twice_is_one_event_and_the_same_answer() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        String key = UUID.randomUUID().toString();

        Response first = whenAnItemIsAdded(given().header("Idempotency-Key", key), cart, coffee, 2);
        Response between = whenAnItemIsAdded(given(), cart, coffee, 1);
        Response second = whenAnItemIsAdded(given().header("Idempotency-Key", key), cart, coffee, 2);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Consistency-Token"))
                .as("the token covers what the cart has had since")
                .isEqualTo(between.header("Consistency-Token"));
        assertThat(lines(cart)).hasSize(2);
    }

    @Test
    void creating_twice_under_one_key_creates_one_cart() {
        String key = UUID.randomUUID().toString();

        String first =
                whenACartIsCreated(given().header("Idempotency-Key", key)).asString();
        Response second = whenACartIsCreated(given().header("Idempotency-Key", key));

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first);
    }

    @Test
    void another_body_under_the_same_key_is_422() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        String key = UUID.randomUUID().toString();
        whenAnItemIsAdded(given().header("Idempotency-Key", key), cart, coffee, 2);

        thenAProblem(whenAnItemIsAdded(given().header("Idempotency-Key", key), cart, coffee, 3), 422)
                .body("code", is("idempotency-key-reused"));

        assertThat(lines(cart)).hasSize(1);
    }

    @Test
    void a_wrong_if_match_is_412_with_the_events_in_between() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        whenAnItemIsAdded(given(), cart, coffee, 2);

        thenAProblem(whenAnItemIsAdded(given().header("If-Match", "\"1\""), cart, coffee, 1), 412)
                .body("code", is("stale-version"))
                .body("version", is(2))
                .body("since.type", contains("cart.item-added.v1"));

        assertThat(stream(cart)).hasSize(2);
    }

    @Test
    void the_right_if_match_is_let_through() {
        String coffee = givenAProduct(1250);
        String cart = givenACart();

        whenAnItemIsAdded(given().header("If-Match", "\"1\""), cart, coffee, 1)
                .then()
                .statusCode(200);
    }

    @Test
    void an_unknown_cart_is_404() {
        String coffee = givenAProduct(1250);
        String unknown = UUID.randomUUID().toString();

        thenAProblem(whenAnItemIsAdded(given(), unknown, coffee, 1), 404).body("code", is("no-such-cart"));
        thenAProblem(given().delete("/commands/v1/carts/{id}/items", unknown), 404)
                .body("code", is("no-such-cart"));

        assertThat(stream(unknown)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sku\": \"TEA\", \"quantity\": 1                | malformed-request",
                "{\"sku\": \"TEA\", \"quantity\": 1} trailing      | malformed-request",
                "{\"sku\": \"TEA\", \"quantity\": \"1\"}           | malformed-request",
                "{\"sku\": \"TEA\", \"quantity\": 1.5}             | malformed-request",
                "{\"sku\": \"TEA\", \"quantity\": 99999999999}     | malformed-request",
                "{\"sku\": \"TEA\", \"quantity\": null}            | malformed-request",
                "{\"sku\": \"TEA\", \"quantity\": 1, \"price\": 1} | malformed-request",
                "{\"sku\": \"TEA\", \"quantity\": 1, \"sku\": \"\"}| malformed-request",
                "{\"sku\": \"' OR 1=1 --\", \"quantity\": 1}       | malformed-request",
                "{\"quantity\": 1}                                 | malformed-request",
                "[]                                                | malformed-request",
                "null                                              | malformed-request",
                "''                                                | malformed-request",
                "{\"sku\": \"TEA\", \"quantity\": -1}              | quantity-out-of-range",
                "{\"sku\": \"TEA\", \"quantity\": 0}               | quantity-out-of-range",
                "{\"sku\": \"TEA\", \"quantity\": 1000}            | quantity-out-of-range",
            })
    void a_malformed_item_is_400_and_nothing_is_stored(String body, String code) {
        String cart = givenACart();

        thenAProblem(given().contentType(JSON).body(body).post("/commands/v1/carts/{id}/items", cart), 400)
                .body("code", is(code));

        assertThat(stream(cart)).hasSize(1);
    }

    @Test
    void the_problem_of_malformed_json_has_its_place() {
        thenAProblem(given().contentType(JSON).body("{\"currency\": }").post("/commands/v1/carts"), 400)
                .body("detail", containsString("line 1, column 14"));
    }

    @ParameterizedTest
    @CsvSource({
        "Idempotency-Key, with a space",
        "If-Match, 3",
        "If-Match, '\"three\"'",
        "If-Match, 'w/\"1\"'",
        "X-Correlation-Id, with a space",
    })
    void a_malformed_header_is_400_and_nothing_is_stored(String header, String value) {
        String coffee = givenAProduct(1250);
        String cart = givenACart();

        thenAProblem(whenAnItemIsAdded(given().header(header, value), cart, coffee, 1), 400)
                .body("code", is("malformed-header"))
                .body("detail", containsString(header));

        assertThat(stream(cart)).hasSize(1);
    }

    @Test
    void a_body_of_2_mb_is_413() {
        String cart = givenACart();
        String body = "{\"sku\": \"%s\", \"quantity\": 1}".formatted("A".repeat(2_000_000));

        thenAProblem(given().contentType(JSON).body(body).post("/commands/v1/carts/{id}/items", cart), 413)
                .body("code", is("body-too-large"));

        assertThat(stream(cart)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,   /commands/v1/nowhere,             404, not-found",
        "POST,  /commands/v1/carts/no-uuid/items, 404, not-found",
        "PATCH, /commands/v1/carts,               405, method-not-allowed",
        "POST,  /commands/v1/carts,               415, unsupported-media-type",
    })
    void what_the_api_does_not_have_is_a_problem_too(String method, String path, int status, String code) {
        String contentType = status == 415 ? "text/plain" : "application/json";

        thenAProblem(
                        given().contentType(contentType)
                                .body("{\"sku\": \"TEA\", \"quantity\": 1}")
                                .request(method, path),
                        status)
                .body("code", is(code));
    }

    @Test
    void an_event_has_the_correlation_id() {
        String cart = whenACartIsCreated(given().header("X-Correlation-Id", "order-desk-7"))
                .then()
                .extract()
                .path("id");

        assertThat(stream(cart)).extracting(Envelope::correlationId).containsExactly("order-desk-7");
    }

    @Test
    void two_items_added_at_once_are_both_in() throws Exception {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        int rounds = 20;
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<List<Integer>> shopper = () -> IntStream.range(0, rounds)
                .map(_ -> {
                    meet(together);
                    return whenAnItemIsAdded(given(), cart, coffee, 1).statusCode();
                })
                .boxed()
                .toList();

        try (ExecutorService shoppers = Executors.newFixedThreadPool(2)) {
            List<Future<List<Integer>>> answers = shoppers.invokeAll(List.of(shopper, shopper));
            assertThat(answers.get(0).get()).containsOnly(200);
            assertThat(answers.get(1).get()).containsOnly(200);
        }

        assertThat(stream(cart))
                .extracting(Envelope::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1 + 2 * rounds).boxed().toList());
    }

    /**
     * The requests may have ended before their batch is stored, so the batch must not depend on a request's context.
     */
    @Test
    void carts_created_at_once_are_all_answered() throws Exception {
        int shoppersAtOnce = 8;
        int rounds = 25;
        CyclicBarrier together = new CyclicBarrier(shoppersAtOnce);
        Callable<List<Integer>> shopper = () -> IntStream.range(0, rounds)
                .map(_ -> {
                    meet(together);
                    return whenACartIsCreated(given()).statusCode();
                })
                .boxed()
                .toList();

        try (ExecutorService shoppers = Executors.newFixedThreadPool(shoppersAtOnce)) {
            for (Future<List<Integer>> answers : shoppers.invokeAll(Collections.nCopies(shoppersAtOnce, shopper))) {
                assertThat(answers.get()).hasSize(rounds).containsOnly(201);
            }
        }
    }

    @Test
    void of_two_who_expect_the_same_version_one_is_stale() throws Exception {
        String coffee = givenAProduct(1250);
        String cart = givenACart();
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> shopper = () -> {
            meet(together);
            return whenAnItemIsAdded(given().header("If-Match", "\"1\""), cart, coffee, 1)
                    .statusCode();
        };

        try (ExecutorService shoppers = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = shoppers.invokeAll(List.of(shopper, shopper));
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 412);
        }

        assertThat(stream(cart)).hasSize(2);
    }

    @Test
    void every_operation_is_in_the_open_api_document() {
        given().accept(JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", everyItem(containsString("/commands/v1/")))
                .body("paths.keySet()", hasItems(OPERATIONS));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void every_operation_that_takes_a_body_has_an_example_of_it() {
        Map<String, Map<String, Map<String, Object>>> paths = given().accept(JSON)
                .get("/q/openapi?format=json")
                .then()
                .extract()
                .path("paths");

        var withoutExample = new TreeSet<String>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            if (operation.containsKey("requestBody")
                    && !operation.get("requestBody").toString().contains("example=")) {
                withoutExample.add(method + " " + path);
            }
        }));
        assertThat(withoutExample).isEmpty();
    }

    /** Each example is a valid request. */
    @Test
    void an_example_is_taken_as_it_is() {
        String cart = givenACart();
        JsonPath document = given().accept(JSON).get("/q/openapi?format=json").jsonPath();

        for (String path : List.of("shipping-address", "contact")) {
            Object example =
                    document.get("paths.'/commands/v1/carts/{id}/%s'.put.requestBody.content.'application/json'.example"
                            .formatted(path));
            given().contentType(JSON)
                    .body(example)
                    .put("/commands/v1/carts/{id}/" + path, cart)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void the_metrics_tell_how_long_appends_take_and_how_far_the_relay_is() {
        givenACart();

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("cartulary_append_seconds_bucket"))
                .body(containsString("cartulary_relay_backlog"))
                .body(containsString("cartulary_relay_age"))
                .body(containsString("cartulary_relay_leads"))
                .body(containsString("cartulary_relay_published_total"));
    }

    private static ValidatableResponse thenAProblem(Response response, int status) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status));
    }

    private List<Envelope> stream(String cart) {
        return store.read(new StreamId("cart", cart), 0, 1000).await().atMost(Duration.ofSeconds(10));
    }

    private List<ItemAdded> lines(String cart) {
        return stream(cart).stream()
                .map(Envelope::event)
                .map(CartEvent.class::cast)
                .filter(ItemAdded.class::isInstance)
                .map(ItemAdded.class::cast)
                .toList();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other shopper never came", e);
        }
    }
}
