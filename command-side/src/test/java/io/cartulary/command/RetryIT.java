package io.cartulary.command;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A retry under the same key, however late, gets the first answer and undoes nothing. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RetryIT {

    private static final String HOME =
            "{'recipient': 'Erika Mustermann', 'street': 'Heidestraße 17', 'postalCode': '51147', 'city': 'Köln', 'country': 'DE'}";
    private static final String ELSEWHERE = HOME.replace("17", "18");
    private static final String MAIL = "{'email': 'erika@example.com'}";
    private static final String OTHER_MAIL = "{'email': 'erika@example.org'}";
    private static final String TOTAL = "{'expectedTotal': {'amount': 2500, 'currency': 'EUR'}}";

    @Inject
    EventStore store;

    private final String sku = "SKU-" + UUID.randomUUID();

    @BeforeEach
    void there_is_a_product() {
        Readiness.await();
        listed(given(), 1250).then().statusCode(200);
    }

    // a value that was set already, and that others change

    @Test
    void an_orders_address_that_was_so_already() {
        String order = givenAnOrder();

        thenALateRetryUndoesNothing(
                "order:" + order,
                request -> sent(request, HOME).put(order(order) + "/shipping-address"),
                () -> sent(given(), ELSEWHERE).put(order(order) + "/shipping-address"));
    }

    @Test
    void an_orders_contact_that_was_so_already() {
        String order = givenAnOrder();

        thenALateRetryUndoesNothing(
                "order:" + order,
                request -> sent(request, MAIL).put(order(order) + "/contact"),
                () -> sent(given(), OTHER_MAIL).put(order(order) + "/contact"));
    }

    @Test
    void a_price_that_was_so_already() {
        thenALateRetryUndoesNothing("product:" + sku, request -> priced(request, 1250), () -> priced(given(), 1300));
    }

    @Test
    void a_product_that_was_listed_already() {
        thenALateRetryUndoesNothing("product:" + sku, request -> listed(request, 1250), () -> delisted(given()));
    }

    @Test
    void a_product_that_was_off_sale_already() {
        delisted(given()).then().statusCode(200);

        thenALateRetryUndoesNothing("product:" + sku, this::delisted, () -> listed(given(), 1250));
    }

    @Test
    void a_hold_of_an_order_that_was_held_already() {
        String order = givenAnOrder();
        sent(given(), "{'reason': 'check'}").post(order(order) + "/hold");

        thenALateRetryUndoesNothing(
                "order:" + order,
                request -> sent(request, "{'reason': 'check'}").post(order(order) + "/hold"),
                () -> given().post(order(order) + "/release"));
    }

    @Test
    void a_quantity_that_was_so_already() {
        String cart = givenACart();
        String line = items(cart) + "/" + addedLine(cart, 3);

        thenALateRetryUndoesNothing(
                "cart:" + cart,
                request -> sent(request, "{'quantity': 3}").put(line),
                () -> sent(given(), "{'quantity': 7}").put(line));
    }

    @Test
    void a_line_that_was_removed_already() {
        String cart = givenACart();
        String line = items(cart) + "/" + addedLine(cart, 3);
        given().delete(line).then().statusCode(200);

        thenALateRetryUndoesNothing(
                "cart:" + cart,
                request -> request.delete(line),
                () -> sent(given(), "{'version': 2}").post(cart(cart) + "/restoration"));
    }

    @Test
    void a_cart_that_was_open_already() {
        String cart = givenACart();

        thenALateRetryUndoesNothing(
                "cart:" + cart, request -> request.post(cart(cart) + "/unfreeze"), () -> frozen(given(), cart));
    }

    @Test
    void a_cart_that_was_empty_already() {
        String cart = givenACart();

        thenALateRetryUndoesNothing(
                "cart:" + cart, request -> request.delete(items(cart)), () -> added(given(), cart, 2));
    }

    @Test
    void a_carts_address_that_was_so_already() {
        String cart = givenACart();
        sent(given(), HOME).put(cart(cart) + "/shipping-address").then().statusCode(200);

        thenALateRetryUndoesNothing(
                "cart:" + cart,
                request -> sent(request, HOME).put(cart(cart) + "/shipping-address"),
                () -> sent(given(), ELSEWHERE).put(cart(cart) + "/shipping-address"));
    }

    @Test
    void prices_that_were_up_to_date_already() {
        String cart = givenACart();
        added(given(), cart, 2).then().statusCode(200);

        thenALateRetryUndoesNothing(
                "cart:" + cart, request -> request.post(cart(cart) + "/repricing"), () -> priced(given(), 1300));
    }

    @Test
    void lines_that_were_so_already() {
        String cart = givenACart();
        added(given(), cart, 2).then().statusCode(200);

        thenALateRetryUndoesNothing(
                "cart:" + cart,
                request -> sent(request, "{'version': 2}").post(cart(cart) + "/restoration"),
                () -> given().delete(items(cart)));
    }

    /** The answer has totals, and a retry gets the totals of the first attempt. */
    @Test
    void an_edit_that_changed_nothing() {
        String order = givenAnOrder();
        String edit = "{'lines': [{'lineId': '%s', 'quantity': %d}]}";

        thenALateRetryUndoesNothing(
                "order:" + order,
                request -> sent(request, edit.formatted(lineOf(order), 2)).post(order(order) + "/edits"),
                () -> sent(given(), edit.formatted(lineOf(order), 5)).post(order(order) + "/edits"));
    }

    @Test
    void a_payment_that_was_known_already() {
        String order = givenAnOrder();
        // too little for a policy to confirm the order meanwhile
        String payment = "{'providerRef': 'pi_1', 'kind': 'AUTHORIZED', 'amount': {'amount': 100, 'currency': 'EUR'}}";
        sent(given(), payment).post(order(order) + "/payments").then().statusCode(200);

        thenALateRetryUndoesNothing(
                "order:" + order,
                request -> sent(request, payment).post(order(order) + "/payments"),
                () -> sent(given(), payment.replace("pi_1", "pi_2")).post(order(order) + "/payments"));
    }

    /** As for a command that had something to change. */
    @Test
    void the_key_is_used_also_when_there_was_nothing_to_change() {
        String key = "k-" + UUID.randomUUID();
        priced(with(key), 1250).then().statusCode(200);

        priced(with(key), 1300).then().statusCode(422).body("code", is("idempotency-key-reused"));
        delisted(with(key)).then().statusCode(422).body("code", is("idempotency-key-reused"));
        assertThat(events("product:" + sku)).hasSize(1);
    }

    @Test
    void a_rejection_is_not_remembered() {
        String cart = givenACart();
        String key = "k-" + UUID.randomUUID();
        frozen(given(), cart).then().statusCode(200);
        added(with(key), cart, 2).then().statusCode(409).body("code", is("cart-frozen"));
        given().post(cart(cart) + "/unfreeze").then().statusCode(200);

        added(with(key), cart, 2).then().statusCode(200);
    }

    // ids derived from a key

    @Test
    void the_same_key_on_two_orders_makes_two_ids() {
        String key = "k-" + UUID.randomUUID();
        String first = givenAnOrder();
        String second = givenAnOrder();

        for (Function<String, String> part : List.<Function<String, String>>of(
                order -> part(sent(with(key + 1), "{'text': 'Ring twice'}").post(order(order) + "/notes")),
                order -> sent(with(key + 2), "{'lines': [{'sku': '%s', 'quantity': 1}]}".formatted(anotherProduct()))
                        .post(order(order) + "/edits")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("deltas[0].lineId"))) {
            assertThat(part.apply(first)).isNotEqualTo(part.apply(second));
        }
    }

    private String anotherProduct() {
        sent(given(), "{'name': 'Another', 'price': {'amount': 100, 'currency': 'EUR'}}")
                .put("/commands/v1/products/{sku}", sku + "-2")
                .then()
                .statusCode(200);
        return sku + "-2";
    }

    @Test
    void the_same_key_on_two_carts_makes_two_lines() {
        String key = "k-" + UUID.randomUUID();
        String first = givenACart();
        String second = givenACart();
        added(with(key), first, 2).then().statusCode(200);
        added(with(key), second, 2).then().statusCode(200);

        assertThat(lastLine(first)).isNotEqualTo(lastLine(second));
    }

    @Test
    void a_retry_answers_the_part_that_the_first_attempt_created() {
        String order = givenAnOrder();

        thenALateRetryUndoesNothing(
                "order:" + order,
                request -> sent(request, "{'text': 'Ring twice'}").post(order(order) + "/notes"),
                () -> sent(given(), "{'text': 'Ring once'}").post(order(order) + "/notes"));
    }

    // a guest who logs in

    @Test
    void a_cart_that_a_guest_has_created_is_not_created_again_after_the_login() {
        String key = UUID.randomUUID().toString();
        Response first = created(anybody().header("Idempotency-Key", key));
        String guest = first.path("guestToken");

        for (RequestSpecification again : List.of(
                alice().header("Guest-Token", guest), as(guest), as(guest).header("Guest-Token", guest))) {
            Response retry = created(again.header("Idempotency-Key", key));
            retry.then()
                    .statusCode(201)
                    .body("id", is(first.<String>path("id")), "version", is(1))
                    .body("$", not(hasKey("guestToken")));
            thenAlike(first, retry);
        }
        thenAnother(first, created(alice().header("Idempotency-Key", key)));
    }

    @Test
    void a_second_cart_of_a_guest_is_not_created_again_after_the_login() {
        String guest = created(anybody()).path("guestToken");
        String key = "k-" + UUID.randomUUID();
        Response first = created(as(guest).header("Idempotency-Key", key));

        Response retry = created(alice().header("Guest-Token", guest).header("Idempotency-Key", key));

        assertThat(retry.<String>path("id")).isEqualTo(first.path("id"));
        thenAlike(first, retry);
        alice().header("Guest-Token", guest)
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body("{\"currency\": \"USD\"}")
                .post("/commands/v1/carts")
                .then()
                .statusCode(422)
                .body("code", is("idempotency-key-reused"));
    }

    @Test
    void a_cart_that_a_customer_has_created_is_the_same_whether_the_guests_token_is_shown_or_not() {
        String guest = created(anybody()).path("guestToken");
        String key = "k-" + UUID.randomUUID();
        Response first = created(alice().header("Guest-Token", guest).header("Idempotency-Key", key));

        Response retry = created(alice().header("Idempotency-Key", key));

        assertThat(retry.<String>path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void what_a_guest_has_done_is_not_done_again_after_the_login() {
        Response created = created(anybody());
        String cart = created.path("id");
        String guest = created.path("guestToken");
        String adding = "k-" + UUID.randomUUID();
        String clearing = "k-" + UUID.randomUUID();
        Response cleared = as(guest).header("Idempotency-Key", clearing).delete(items(cart));
        Response added = added(as(guest).header("Idempotency-Key", adding), cart, 2);
        sent(alice().header("Guest-Token", guest), "{'customerId': 'alice'}")
                .put(cart(cart) + "/customer")
                .then()
                .statusCode(200);
        List<Envelope> log = events("cart:" + cart);

        thenAlike(
                cleared,
                alice().header("Guest-Token", guest)
                        .header("Idempotency-Key", clearing)
                        .delete(items(cart)));
        thenAlike(added, added(alice().header("Guest-Token", guest).header("Idempotency-Key", adding), cart, 2));
        thenAlike(added, added(as(guest).header("Idempotency-Key", adding), cart, 2));
        assertThat(events("cart:" + cart)).isEqualTo(log);
    }

    @Test
    void what_a_guest_has_ordered_is_not_ordered_again_after_the_login() {
        Response created = created(anybody());
        String cart = created.path("id");
        String guest = created.path("guestToken");
        added(as(guest), cart, 2).then().statusCode(200);
        sent(as(guest), HOME).put(cart(cart) + "/shipping-address").then().statusCode(200);
        sent(as(guest), MAIL).put(cart(cart) + "/contact").then().statusCode(200);
        String key = "k-" + UUID.randomUUID();
        Response first = sent(as(guest).header("Idempotency-Key", key), TOTAL).post(cart(cart) + "/checkout");

        thenAlike(
                first,
                sent(alice().header("Guest-Token", guest).header("Idempotency-Key", key), TOTAL)
                        .post(cart(cart) + "/checkout"));

        assertThat(events("order:" + cart)).hasSize(1);
    }

    @Test
    void a_note_of_a_guest_is_the_same_note_after_the_login() {
        Response created = created(anybody());
        String cart = created.path("id");
        String guest = created.path("guestToken");
        added(as(guest), cart, 2).then().statusCode(200);
        sent(as(guest), HOME).put(cart(cart) + "/shipping-address").then().statusCode(200);
        sent(as(guest), MAIL).put(cart(cart) + "/contact").then().statusCode(200);
        sent(as(guest), TOTAL).post(cart(cart) + "/checkout").then().statusCode(200);
        String key = "k-" + UUID.randomUUID();
        Response first = sent(as(guest).header("Idempotency-Key", key), "{'text': 'Ring twice'}")
                .post(order(cart) + "/notes");

        Response retry = sent(
                        alice().header("Guest-Token", guest).header("Idempotency-Key", key), "{'text': 'Ring twice'}")
                .post(order(cart) + "/notes");

        thenAlike(first, retry);
        assertThat(part(retry)).isEqualTo(part(first));
        assertThat(events("order:" + cart)).hasSize(2);
    }

    /** Alice adds with her own and her guest's token; then with one token only. */
    @Test
    void what_was_done_with_both_tokens_is_not_done_again_with_one() {
        Response created = created(anybody());
        String cart = created.path("id");
        String guest = created.path("guestToken");
        String key = "k-" + UUID.randomUUID();
        Response first = added(alice().header("Guest-Token", guest).header("Idempotency-Key", key), cart, 2);

        thenAlike(first, added(as(guest).header("Idempotency-Key", key), cart, 2));
        thenAlike(first, added(alice().header("Idempotency-Key", key), cart, 2));
        assertThat(events("cart:" + cart)).hasSize(2);
    }

    @Test
    void a_merge_that_a_guest_has_commanded_is_not_rejected_after_the_login() {
        Response created = created(anybody());
        String target = created.path("id");
        String guest = created.path("guestToken");
        String source = created(as(guest)).path("id");
        added(as(guest), source, 2).then().statusCode(200);
        String key = "k-" + UUID.randomUUID();
        String merge = "{'source': '%s', 'mode': 'SUM'}".formatted(source);
        Response first = sent(as(guest).header("Idempotency-Key", key), merge).post(cart(target) + "/merge");

        thenAlike(
                first,
                sent(alice().header("Guest-Token", guest).header("Idempotency-Key", key), merge)
                        .post(cart(target) + "/merge"));

        assertThat(events("cart:" + target)).hasSize(2);
    }

    // given, when, then

    private void thenALateRetryUndoesNothing(
            String stream, Function<RequestSpecification, Response> command, Runnable others) {
        String key = "k-" + UUID.randomUUID();
        Response first = command.apply(with(key));
        first.then().statusCode(200);
        int before = events(stream).size();
        others.run();
        List<Envelope> log = events(stream);

        Response retry = command.apply(with(key));

        retry.then().statusCode(200);
        assertThat(retry.asString()).isEqualTo(first.asString());
        thenAlike(first, retry);
        assertThat(position(retry))
                .as("a query with the retry's token sees what others have changed since")
                .isEqualTo(log.getLast().position());
        assertThat(events(stream)).isEqualTo(log).hasSizeGreaterThanOrEqualTo(before);
    }

    private static void thenAlike(Response first, Response retry) {
        assertThat(first.statusCode()).isIn(200, 201);
        assertThat(retry.statusCode()).isEqualTo(first.statusCode());
        assertThat(retry.header("ETag")).as("ETag").isEqualTo(first.header("ETag"));
        assertThat(position(retry)).as("position in the token").isGreaterThanOrEqualTo(position(first));
    }

    private static long position(Response response) {
        String token = response.header("Consistency-Token");
        return Long.parseLong(token.substring(token.indexOf(':') + 1));
    }

    private static void thenAnother(Response first, Response other) {
        assertThat(other.<String>path("id")).isNotEqualTo(first.path("id"));
    }

    private String givenACart() {
        return created(given()).then().statusCode(201).extract().path("id");
    }

    private String givenAnOrder() {
        String cart = givenACart();
        added(given(), cart, 2).then().statusCode(200);
        sent(given(), HOME).put(cart(cart) + "/shipping-address").then().statusCode(200);
        sent(given(), MAIL).put(cart(cart) + "/contact").then().statusCode(200);
        sent(given(), TOTAL).post(cart(cart) + "/checkout").then().statusCode(200);
        return cart;
    }

    private String addedLine(String cart, int quantity) {
        added(given(), cart, quantity).then().statusCode(200);
        return lastLine(cart);
    }

    private String lastLine(String cart) {
        return ((ItemAdded) events("cart:" + cart).getLast().event()).lineId().toString();
    }

    private String lineOf(String order) {
        return ((OrderPlaced) events("order:" + order).getFirst().event())
                .lines()
                .getFirst()
                .lineId()
                .toString();
    }

    private static String part(Response response) {
        return response.then().statusCode(200).extract().path("part");
    }

    private List<Envelope> events(String stream) {
        return store.read(StreamId.parse(stream), 0, 100).await().atMost(Duration.ofSeconds(10));
    }

    private static Response created(RequestSpecification request) {
        return request.contentType(JSON).body("{\"currency\": \"EUR\"}").post("/commands/v1/carts");
    }

    private Response added(RequestSpecification request, String cart, int quantity) {
        return sent(request, "{'sku': '%s', 'quantity': %d}".formatted(sku, quantity))
                .post(items(cart));
    }

    private static Response frozen(RequestSpecification request, String cart) {
        return sent(request, "{'until': '%s'}".formatted(Instant.now().plusSeconds(600)))
                .post(cart(cart) + "/freeze");
    }

    private Response listed(RequestSpecification request, long cents) {
        return sent(request, "{'name': 'Something', 'price': {'amount': %d, 'currency': 'EUR'}}".formatted(cents))
                .put("/commands/v1/products/{sku}", sku);
    }

    private Response priced(RequestSpecification request, long cents) {
        return sent(request, "{'amount': %d, 'currency': 'EUR'}".formatted(cents))
                .put("/commands/v1/products/{sku}/price", sku);
    }

    private Response delisted(RequestSpecification request) {
        return request.queryParam("reason", "sold out").delete("/commands/v1/products/{sku}", sku);
    }

    private static String cart(String id) {
        return "/commands/v1/carts/" + id;
    }

    private static String items(String cart) {
        return cart(cart) + "/items";
    }

    private static String order(String id) {
        return "/commands/v1/orders/" + id;
    }

    private static RequestSpecification with(String key) {
        return given().header("Idempotency-Key", key);
    }

    /** Without a token. */
    private static RequestSpecification anybody() {
        return given().noFilters();
    }

    private static RequestSpecification alice() {
        return as(Tokens.of("alice", Duration.ofHours(1), "customer"));
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** With that body; single quotes stand for double ones. */
    private static RequestSpecification sent(RequestSpecification request, String body) {
        return request.contentType(JSON).body(body.replace('\'', '"'));
    }
}
