package io.cartulary.command.order;

import static io.cartulary.command.order.Orders.HOME;
import static io.cartulary.command.order.Orders.givenAProduct;
import static io.cartulary.command.order.Orders.givenAnOrder;
import static io.cartulary.command.order.Orders.givenItIsPaidAndConfirmed;
import static io.cartulary.command.order.Orders.payment;
import static io.cartulary.command.order.Orders.post;
import static io.cartulary.command.order.Orders.sent;
import static io.cartulary.command.order.Orders.when;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OrderResourceIT {

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void an_order_is_told_from_its_checkout_to_its_completion() {
        String order = givenAnOrder();
        String line = lineOf(order);
        String tea = givenAProduct(300);
        when(order, "notes", "{'text': 'Leave it with the neighbours.'}").statusCode(200);
        sent(given(), HOME.replace("17", "18"))
                .put(path(order) + "/shipping-address")
                .then()
                .statusCode(200);
        sent(given(), "{'email': 'erika@example.com', 'phone': '+49 221 12345'}")
                .put(path(order) + "/contact")
                .then()
                .statusCode(200);
        String payment = givenItIsPaidAndConfirmed(order);
        when(order, "hold", "{'reason': 'fraud?'}").statusCode(200);
        when(order, "release").statusCode(200);

        String first = whenUnitsAreShipped(order, line, 1);
        String added = when(order, "edits", "{'lines': [{'sku': '%s', 'quantity': 1}]}".formatted(tea))
                .statusCode(200)
                .body("balance.amount", is(300))
                .extract()
                .path("deltas[0].lineId");
        String rest =
                "{'lines': [{'lineId': '%s', 'quantity': 1}, {'lineId': '%s', 'quantity': 1}], 'carrier': 'DHL', 'tracking': 'JJD2'}"
                        .formatted(line, added);
        thenAProblem(when(order, "shipments", rest), 409, "not-covered");
        when(order, "payments", payment("AUTHORIZED", "pi_2", 300)).statusCode(200);
        when(order, "payments", payment("CAPTURED", "pi_2", 300)).statusCode(200);
        String second = when(order, "shipments", rest).statusCode(200).extract().path("part");
        when(order, "shipments/" + first + "/delivery").statusCode(200);
        when(order, "shipments/" + second + "/delivery").statusCode(200);

        String returned = whenAReturnIsRequested(order, line, 1);
        when(order, "returns/" + returned + "/approval").statusCode(200);
        when(order, "returns/" + returned + "/receipt", "{'condition': 'RESELLABLE'}")
                .statusCode(200);
        thenAProblem(when(order, "completion"), 409, "balance-open");
        when(order, "refunds", refund(payment, 1250)).statusCode(200);
        when(order, "completion").statusCode(200).body("id", is(order));

        assertThat(stream(order))
                .extracting(Envelope::type)
                .containsExactly(
                        "order.placed.v2",
                        "order.note-added.v1",
                        "order.address-changed.v1",
                        "order.contact-changed.v1",
                        "order.payment-authorized.v1",
                        "order.confirmed.v1",
                        "order.payment-captured.v1",
                        "order.held.v1",
                        "order.released.v1",
                        "order.shipment-created.v1",
                        "order.edited.v1",
                        "order.payment-authorized.v1",
                        "order.payment-captured.v1",
                        "order.shipment-created.v1",
                        "order.shipment-delivered.v2",
                        "order.shipment-delivered.v2",
                        "order.return-requested.v1",
                        "order.return-approved.v1",
                        "order.return-received.v2",
                        "order.refund-issued.v2",
                        "order.completed.v1");
    }

    @Test
    void a_return_is_rejected_and_an_order_cancelled() {
        String delivered = givenAnOrder();
        String line = lineOf(delivered);
        givenItIsPaidAndConfirmed(delivered);
        String shipment = whenUnitsAreShipped(delivered, line, 2);
        when(delivered, "shipments/" + shipment + "/delivery").statusCode(200);
        String returned = whenAReturnIsRequested(delivered, line, 2);
        when(delivered, "returns/" + returned + "/rejection", "{'reason': 'opened'}")
                .statusCode(200);
        thenAProblem(when(delivered, "cancellation", "{'reason': 'late'}"), 409, "already-shipped");

        String cancelled = givenAnOrder();
        when(cancelled, "cancellation", "{'reason': 'changed my mind'}").statusCode(200);
        when(cancelled, "cancellation", "{'reason': 'changed my mind'}")
                .statusCode(200)
                .body("version", is(2));
        thenAProblem(when(cancelled, "confirmation"), 409, "order-cancelled");
    }

    @Test
    void a_command_under_the_same_key_is_carried_out_once() {
        String order = givenAnOrder();
        String line = lineOf(order);
        givenItIsPaidAndConfirmed(order);

        for (String[] body : List.of(
                new String[] {"notes", "{'text': 'called'}"},
                new String[] {"shipments", units(line, 1) + ", 'carrier': 'DHL', 'tracking': 'JJD1'}"},
                new String[] {"edits", units(line, 3) + "}"},
                new String[] {"payments", payment("FAILED", "pi_9", 1)},
                new String[] {"hold", "{'reason': 'fraud?'}"})) {
            String key = UUID.randomUUID().toString();
            Response first = post(sent(given().header("Idempotency-Key", key), body[1]), order, body[0]);
            first.then().statusCode(200);
            String between = when(order, "payments", payment("FAILED", "between-" + key, 1))
                    .statusCode(200)
                    .extract()
                    .header("Consistency-Token");
            int recorded = stream(order).size();
            Response second = post(sent(given().header("Idempotency-Key", key), body[1]), order, body[0]);

            assertThat(second.asString()).as(body[0]).isEqualTo(first.asString());
            assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(second.header("Consistency-Token"))
                    .as("the token covers what the order has had since")
                    .isEqualTo(between);
            assertThat(stream(order)).hasSize(recorded);
        }
    }

    @Test
    void a_payment_that_is_reported_twice_is_recorded_once() {
        String order = givenAnOrder();

        String first = when(order, "payments", payment("AUTHORIZED", "pi_1", 2499))
                .statusCode(200)
                .body("part", matchesPattern("[0-9a-f-]{36}"))
                .extract()
                .asString();
        String second = when(order, "payments", payment("AUTHORIZED", "pi_1", 2499))
                .statusCode(200)
                .extract()
                .asString();

        assertThat(second).isEqualTo(first);
        assertThat(stream(order)).hasSize(2);
    }

    @Test
    void a_transaction_is_recorded_once_whatever_its_key_and_a_capture_without_one_is_rejected() {
        String order = givenAnOrder();
        String capture = payment("CAPTURED", "pi_1", 500).replace("}}", "}, 'transactionRef': 'ch_1'}");

        String first =
                when(order, "payments", capture).statusCode(200).extract().asString();
        String second = post(sent(given().header("Idempotency-Key", "another"), capture), order, "payments")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(second).isEqualTo(first);
        thenAProblem(when(order, "payments", payment("CAPTURED", "pi_1", 500)), 409, "transaction-ref-needed");
        when(order, "payments", capture.replace("ch_1", "ch_2")).statusCode(200);
        assertThat(stream(order)).hasSize(3);
    }

    @Test
    void a_refund_is_recorded_once_by_its_own_reference() {
        String order = givenAnOrder();
        String refund = "{'providerRef': 'pi_1', 'transactionRef': 're_1', 'amount': {'amount': 5, 'currency': 'EUR'}}";

        String first = when(order, "refunds", refund).statusCode(200).extract().asString();

        assertThat(when(order, "refunds", refund).statusCode(200).extract().asString())
                .isEqualTo(first);
        assertThat(stream(order)).hasSize(2);
    }

    @Test
    void a_parcel_is_lost_in_part_and_the_rest_arrives() {
        String order = givenAnOrder();
        String line = lineOf(order);
        givenItIsPaidAndConfirmed(order);
        String shipment = whenUnitsAreShipped(order, line, 2);
        when(order, "shipments/" + shipment + "/loss", units(line, 1) + "}").statusCode(200);
        thenAProblem(when(order, "shipments/" + shipment + "/loss", units(line, 2) + "}"), 409, "more-than-on-the-way");
        given().contentType("text/plain")
                .post(path(order) + "/shipments/" + shipment + "/delivery")
                .then()
                .statusCode(200);
        thenAProblem(when(order, "shipments/" + shipment + "/return-to-sender", "{}"), 409, "shipment-ended");
        thenAProblem(
                given().contentType("text/plain")
                        .body("{}")
                        .post(path(order) + "/shipments/" + shipment + "/loss")
                        .then(),
                415,
                "unsupported-media-type");
        when(order, "credits", units(line, 1) + ", 'reason': 'lost'}").statusCode(200);
        thenAProblem(when(order, "completion"), 409, "balance-open");
        when(order, "refunds", "{'providerRef': 'pi_1', 'amount': {'amount': 1250, 'currency': 'EUR'}}")
                .statusCode(200);
        when(order, "completion").statusCode(200);
    }

    @Test
    void goods_are_shipped_on_credit_by_staff() {
        String order = givenAnOrder();
        String body = units(lineOf(order), 1) + ", 'carrier': 'DHL', 'tracking': 'JJD1'";

        thenAProblem(when(order, "shipments", body + "}"), 409, "not-confirmed");
        when(order, "shipments", body + ", 'onCredit': true}").statusCode(200);
        assertThat(((ShipmentCreated) stream(order).getLast().event()).onCredit())
                .isTrue();
    }

    @Test
    void an_exchange_is_sent_again() {
        String order = givenAnOrder();
        String line = lineOf(order);
        givenItIsPaidAndConfirmed(order);
        whenUnitsAreShipped(order, line, 2);
        String returned = when(order, "returns", units(line, 1) + ", 'reason': 'broken', 'exchange': true}")
                .statusCode(200)
                .extract()
                .path("part");
        String again = units(line, 1) + ", 'carrier': 'DHL', 'tracking': 'JJD2'}";
        thenAProblem(when(order, "returns/" + returned + "/replacements", again), 409, "return-not-approved");
        when(order, "returns/" + returned + "/approval").statusCode(200);
        when(order, "returns/" + returned + "/replacements", again)
                .statusCode(200)
                .body("part", matchesPattern("[0-9a-f-]{36}"));
        thenAProblem(when(order, "returns/" + returned + "/replacements", again), 409, "more-than-requested");
    }

    @Test
    void a_dry_run_answers_as_the_edit_does_and_appends_nothing() {
        String order = givenAnOrder();
        String body = "{'lines': [{'lineId': '%s', 'quantity': 1}, {'sku': '%s', 'quantity': 2}]"
                .formatted(lineOf(order), givenAProduct(300));
        String key = UUID.randomUUID().toString();

        Response tried = post(sent(given().header("Idempotency-Key", key), body + ", 'dryRun': true}"), order, "edits");
        tried.then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("version", is(1))
                .body("carriedOut", is(false))
                .body("expectedTotal.amount", is(1850))
                .body("deltas.from", contains(2, 0))
                .body("deltas.to", contains(1, 2))
                .body("totalBefore.amount", is(2500))
                .body("totalAfter.amount", is(1850))
                .body("balance.amount", is(1850));
        assertThat(stream(order)).hasSize(1);

        Response done = post(sent(given().header("Idempotency-Key", key), body + "}"), order, "edits");
        done.then().statusCode(200).header("ETag", "\"2\"").body("carriedOut", is(true));
        for (String member : List.of("deltas", "totalBefore", "totalAfter", "balance")) {
            assertThat(done.<Object>path(member)).isEqualTo(tried.<Object>path(member));
        }
        assertThat(stream(order)).hasSize(2);
    }

    @Test
    void the_answer_of_a_dry_run_can_be_sent_back_as_it_is() {
        String order = givenAnOrder();
        String edit = "{'lines': [{'sku': '%s', 'quantity': 2}], 'dryRun': true}".formatted(givenAProduct(300));
        String answer = when(order, "edits", edit).statusCode(200).extract().asString();

        when(order, "edits", answer)
                .statusCode(200)
                .body("carriedOut", is(true))
                .body("totalAfter.amount", is(3100));
        thenAProblem(when(order, "edits", answer), 409, "total-differs");
    }

    @Test
    void an_edit_that_takes_the_confirmation_back_answers_as_ever() {
        String order = givenAnOrder();
        givenItIsPaidAndConfirmed(order);
        String key = UUID.randomUUID().toString();
        String edit = units(lineOf(order), 3) + "}";

        Response first = post(sent(given().header("Idempotency-Key", key), edit), order, "edits");
        first.then().statusCode(200).body("deltas", hasSize(1)).body("balance.amount", is(1250));
        assertThat(stream(order).getLast().type()).isEqualTo("order.confirmation-withdrawn.v1");
        assertThat(post(sent(given().header("Idempotency-Key", key), edit), order, "edits")
                        .asString())
                .isEqualTo(first.asString());
    }

    @Test
    void a_dry_run_is_rejected_as_the_edit_is() {
        String order = givenAnOrder();
        String nothingLeft = units(lineOf(order), 0) + ", 'dryRun': %s}";

        for (boolean dryRun : List.of(true, false)) {
            thenAProblem(when(order, "edits", nothingLeft.formatted(dryRun)), 409, "nothing-left");
            thenAProblem(
                    when(UUID.randomUUID().toString(), "edits", nothingLeft.formatted(dryRun)), 404, "no-such-order");
            thenAProblem(
                            post(
                                            sent(
                                                    given().header("If-Match", "\"7\""),
                                                    units(lineOf(order), 3) + ", 'dryRun': %s}".formatted(dryRun)),
                                            order,
                                            "edits")
                                    .then(),
                            412,
                            "stale-version")
                    .body("version", is(1));
        }
    }

    @Test
    void an_edit_that_changes_nothing_says_so() {
        String order = givenAnOrder();
        when(order, "edits", units(lineOf(order), 3) + "}").statusCode(200);

        when(order, "edits", units(lineOf(order), 3) + "}")
                .statusCode(200)
                .body("version", is(2))
                .body("deltas", hasSize(0))
                .body("totalBefore.amount", is(3750))
                .body("totalAfter.amount", is(3750));
    }

    @Test
    void a_wrong_if_match_is_412_with_the_events_in_between() {
        String order = givenAnOrder();
        when(order, "notes", "{'text': 'called'}").statusCode(200);

        thenAProblem(
                        post(sent(given().header("If-Match", "\"1\""), "{'reason': 'fraud?'}"), order, "hold")
                                .then(),
                        412,
                        "stale-version")
                .body("since.type", contains("order.note-added.v1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payments      | {'providerRef': 'pi', 'kind': 'AUTHORIZED', 'amount': {'amount': 0, 'currency': 'EUR'}} | 400 | amount-not-positive",
                "payments      | {'providerRef': 'pi', 'kind': 'STOLEN', 'amount': {'amount': 1, 'currency': 'EUR'}}     | 400 | malformed-request",
                "payments      | {'providerRef': 'p i', 'kind': 'FAILED', 'amount': {'amount': 1, 'currency': 'EUR'}}    | 400 | malformed-request",
                "payments      | {'providerRef': 'pi', 'kind': 'FAILED', 'amount': {'amount': 1.5, 'currency': 'EUR'}}   | 400 | malformed-request",
                "payments      | {'providerRef': 'pi', 'kind': 'FAILED', 'amount': {'amount': 1, 'currency': 'USD'}}     | 409 | currency-mismatch",
                "payments      | {'providerRef': 'pi', 'kind': 'FAILED'}                                                 | 400 | malformed-request",
                "payments      | {'providerRef': 'pi', 'kind': 'FAILED', 'amount': {'amount': 1}}                        | 400 | malformed-request",
                "payments      | {'providerRef': 'pi', 'kind': 'FAILED', 'amount': {'amount': 1, 'currency': 'EURO'}}    | 400 | malformed-request",
                "refunds       | {'amount': {'amount': 1, 'currency': 'EUR'}}                                            | 400 | malformed-request",
                "refunds       | {'providerRef': 'pi', 'amount': {'amount': 0, 'currency': 'EUR'}}                       | 400 | amount-not-positive",
                "refunds       | {'providerRef': 'pi', 'amount': {'amount': 1, 'currency': 'USD'}}                       | 409 | currency-mismatch",
                "credits       | {'reason': 'scratched'}                                                                 | 400 | malformed-request",
                "credits       | {'reason': 'scratched', 'lines': []}                                                    | 400 | malformed-request",
                "credits       | {'reason': 'scratched', 'amount': {'amount': 2501, 'currency': 'EUR'}}                  | 409 | credit-out-of-range",
                "edits         | {'lines': [{'lineId': '00000000-0000-0000-0000-000000000001', 'quantity': 0}], 'expectedTotal': {'amount': 1, 'currency': 'EUR'}} | 409 | total-differs",
                "edits         | {'lines': []}                                                                           | 400 | malformed-request",
                "edits         | {'lines': [null]}                                                                       | 400 | malformed-request",
                "edits         | {'lines': [{'quantity': 1}]}                                                            | 400 | malformed-request",
                "edits         | {'lines': [{'lineId': '00000000-0000-0000-0000-000000000001'}]}                         | 400 | malformed-request",
                "edits         | {'lines': [{'sku': 'A', 'lineId': '00000000-0000-0000-0000-000000000001', 'quantity': 1}]} | 400 | malformed-request",
                "edits         | {'lines': [{'sku': 'NOT-ON-SALE', 'quantity': 1}]}                                      | 409 | product-not-listed",
                "edits         | {'lines': [{'lineId': '00000000-0000-0000-0000-000000000001', 'quantity': 1000}]}       | 400 | quantity-out-of-range",
                "shipments     | {'lines': [], 'carrier': 'DHL', 'tracking': '1'}                                        | 400 | malformed-request",
                "hold          | {'reason': ' '}                                                                         | 400 | malformed-request",
                "hold          | {}                                                                                      | 400 | malformed-request",
                "notes         | {'text': ''}                                                                            | 400 | malformed-request",
                "cancellation  | ''                                                                                      | 400 | malformed-request",
                "returns/00000000-0000-0000-0000-000000000001/receipt | {'condition': 'EATEN'}                           | 400 | malformed-request",
                "returns/00000000-0000-0000-0000-000000000001/receipt | {'condition': 'DAMAGED'}                         | 404 | no-such-return",
            })
    void what_is_wrong_is_a_problem_with_a_code(String path, String body, int status, String code) {
        String order = givenAnOrder();

        thenAProblem(when(order, path, body), status, code);

        assertThat(stream(order)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'recipient': 'E', 'street': 'S', 'city': 'C'}",
                "{'recipient': 'E', 'street': 'S', 'city': 'C', 'country': 'Germany'}",
                "{'recipient': '', 'street': 'S', 'city': 'C', 'country': 'DE'}",
                "{'recipient': 'E', 'street': 'S', 'city': 'C', 'country': 'DE', 'planet': 'Mars'}",
            })
    void what_is_no_address_is_rejected(String address) {
        thenAProblem(
                sent(given(), address)
                        .put(path(UUID.randomUUID().toString()) + "/shipping-address")
                        .then(),
                400,
                "malformed-request");
    }

    @Test
    void an_edit_says_which_of_its_lines_is_wrong() {
        String order = givenAnOrder();

        thenAProblem(
                        when(
                                order,
                                "edits",
                                "{'lines': [{'lineId': '%s', 'quantity': 3}, {'quantity': 1}]}"
                                        .formatted(lineOf(order))),
                        400,
                        "malformed-request")
                .body("violations.pointer", contains("/lines/1"))
                .body("violations.code", contains("contradictory"));
    }

    @Test
    void an_unknown_order_is_404() {
        String unknown = UUID.randomUUID().toString();

        thenAProblem(when(unknown, "confirmation"), 404, "no-such-order");
        thenAProblem(when(unknown, "payments", payment("AUTHORIZED", "pi_1", 1)), 404, "no-such-order");
        thenAProblem(when(unknown, "returns/" + unknown + "/approval"), 404, "no-such-order");
        assertThat(stream(unknown)).isEmpty();
    }

    /** Each example is a valid request. */
    @Test
    void an_example_is_taken_as_it_is() {
        String order = givenAnOrder();
        JsonPath document = given().accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        for (String path : List.of("notes", "payments", "refunds", "hold", "cancellation")) {
            given().contentType(ContentType.JSON)
                    .body(document.<Object>get(example(path, "post")))
                    .post(path(order) + "/" + path)
                    .then()
                    .statusCode(200);
        }
        for (String path : List.of("shipments", "returns", "credits", "edits")) {
            given().contentType(ContentType.JSON)
                    .body(document.<Object>get(example(path, "post")))
                    .post(path(order) + "/" + path)
                    .then()
                    .statusCode(either(is(404)).or(is(409)));
        }
    }

    private static String example(String path, String method) {
        return "paths.'/commands/v1/orders/{id}/%s'.%s.requestBody.content.'application/json'.example"
                .formatted(path, method);
    }

    private static ValidatableResponse thenAProblem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code));
    }

    private static String whenUnitsAreShipped(String order, String line, int quantity) {
        return when(order, "shipments", units(line, quantity) + ", 'carrier': 'DHL', 'tracking': 'JJD1'}")
                .statusCode(200)
                .extract()
                .path("part");
    }

    private static String whenAReturnIsRequested(String order, String line, int quantity) {
        return when(order, "returns", units(line, quantity) + ", 'reason': 'too bitter'}")
                .statusCode(200)
                .extract()
                .path("part");
    }

    private static String units(String line, int quantity) {
        return "{'lines': [{'lineId': '%s', 'quantity': %d}]".formatted(line, quantity);
    }

    private static String refund(String payment, long cents) {
        return "{'paymentId': '%s', 'amount': {'amount': %d, 'currency': 'EUR'}}".formatted(payment, cents);
    }

    private static String path(String order) {
        return "/commands/v1/orders/" + order;
    }

    private String lineOf(String order) {
        var placed = (OrderPlaced) stream(order).getFirst().event();
        return placed.lines().getFirst().lineId().toString();
    }

    private List<Envelope> stream(String order) {
        return store.read(Order.stream(UUID.fromString(order)), 0, 100).await().atMost(Duration.ofSeconds(5));
    }
}
