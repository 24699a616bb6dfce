package io.cartulary.command.http;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.RawHttp;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP rules of every request: negotiation, headers, parameters, methods, paths, problems. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class EdgeIT {

    private static final String CARTS = "/commands/v1/carts";

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "json",
                "text",
                "text/plain",
                "text/html",
                "image/png",
                "application/json;q=0",
                "a/b/c"
            })
    void a_command_whose_answer_is_not_acceptable_is_not_carried_out(String accept) {
        String cart = givenACart();

        RawHttp.Answer answer = setContact(cart, "Accept: " + accept);

        assertThat(answer.status()).as(answer.body()).isEqualTo(406);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(JsonPath.from(answer.body()).getString("code")).isEqualTo("not-acceptable");
        assertThat(versionOf(cart)).as("nothing has happened").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/*", "application/json;charset=utf-16", "text/html, */*;q=0.1"})
    void json_is_json_whatever_its_parameters(String accept) {
        RawHttp.Answer answer = setContact(givenACart(), "Accept: " + accept);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type"))
                .startsWith("application/json")
                .doesNotContain("utf-16");
        assertThat(JsonPath.from(answer.body()).getInt("version")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "Idempotency-Key", "X-Correlation-Id", "Guest-Token"})
    void a_header_without_a_value_is_malformed_and_not_missing(String header) {
        String cart = givenACart();

        RawHttp.Answer answer = setContact(cart, header + ": ");

        thenMalformedHeader(answer, header, "missing");
        assertThat(versionOf(cart)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match        | *  | \"999\"",
                "If-Match        | \"1\" | \"1\"",
                "Idempotency-Key | a  | b",
            })
    void a_header_that_comes_twice_is_malformed(String header, String first, String second) {
        String cart = givenACart();

        RawHttp.Answer answer = setContact(cart, header + ": " + first + "\n" + header + ": " + second);

        thenMalformedHeader(answer, header, "repeated");
        assertThat(versionOf(cart)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1\" | 200",
                "W/\"1\" | 200",
                "* | 200",
                "W/\"7\" | 412",
                "\"7\" | 412",
                "1 | 400",
                "w/\"1\" | 400"
            })
    void a_weak_tag_names_the_same_version(String tag, int status) {
        given().header("If-Match", tag)
                .contentType(JSON)
                .body("{\"email\": \"a@example.org\"}")
                .put(CARTS + "/{id}/contact", givenACart())
                .then()
                .statusCode(status);
    }

    @Test
    void a_parameter_that_there_is_not_is_refused_by_every_operation_with_those_that_there_are() {
        assertThat(Documented.operations()).isNotEmpty().allSatisfy((operation, parameters) -> {
            String path = operation
                    .substring(operation.indexOf(' ') + 1)
                    .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
            ValidatableResponse answer = given().contentType(JSON)
                    .body("{}")
                    .queryParam("misspelt", "1")
                    .request(
                            operation.substring(0, operation.indexOf(' ')),
                            path.replaceFirst("set-aside/[^/]*/[^/]*", "set-aside/0/0"))
                    .then()
                    .statusCode(400)
                    .body("code", is("malformed-request"))
                    .body("violations[0].parameter", is("misspelt"))
                    .body("violations[0].code", is("unknown"));
            parameters.forEach(known -> answer.body("violations[0].detail", containsString(known)));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"?reason=", "?reason=a&reason=b", ""})
    void a_parameter_has_one_value(String query) {
        given().delete("/commands/v1/products/NONE" + query)
                .then()
                .statusCode(400)
                .body("violations[0].parameter", is("reason"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /commands/v1/carts            | OPTIONS, POST",
                "GET    | /commands/v1/carts/%s/items   | DELETE, OPTIONS, POST",
                "PATCH  | /commands/v1/products/%s      | DELETE, OPTIONS, PUT",
                "PUT    | /commands/v1/admin/replays/%s | DELETE, GET, HEAD, OPTIONS",
            })
    void a_method_that_a_path_does_not_take_is_answered_with_those_that_it_takes(
            String method, String path, String allowed) {
        given().request(method, path.formatted(UUID.randomUUID()))
                .then()
                .statusCode(405)
                .header("Allow", allowed)
                .contentType("application/problem+json")
                .body("code", is("method-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/commands/../q/metrics",
                "/commands/v1/../../q/health",
                "/commands/%2e%2e/q/openapi",
                "/commands/.%2E/q/openapi",
                "/commands/v1/./carts",
                "/commands/..;a=b/q/metrics",
                "/q/../commands/v1/carts"
            })
    void a_path_leads_where_it_says(String path) {
        RawHttp.Answer answer = RawHttp.send(RestAssured.port, "GET " + path + " HTTP/1.1");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(JsonPath.from(answer.body()).getString("code")).isEqualTo("malformed-request");
    }

    @Test
    void metrics_know_a_request_by_its_route_whatever_becomes_of_it() {
        String mark = "hostile-" + UUID.randomUUID();
        given().get(CARTS + "/{id}/items", mark).then().statusCode(405);
        given().put("/commands/v1/products/{sku}/{mark}", "x", mark).then().statusCode(404);
        given().post("/" + mark).then().statusCode(404);
        given().post("/commands/{mark}", mark).then().statusCode(404);
        RawHttp.send(RestAssured.port, "GET /commands/../" + mark + " HTTP/1.1");
        given().contentType(JSON)
                .body("{\"copyOf\": \"cart:%s\"}".formatted(UUID.randomUUID()))
                .post(CARTS)
                .then()
                .statusCode(404);

        await().untilAsserted(() -> assertThat(
                        given().get("/q/metrics").asString().lines())
                .filteredOn(line -> line.startsWith("http_server_requests_seconds_count"))
                .noneMatch(line -> line.contains(mark))
                .anyMatch(line ->
                        line.contains("status=\"405\"") && line.contains("uri=\"/commands/v1/carts/{id}/items\""))
                .anyMatch(line -> line.contains("status=\"404\"") && line.contains("uri=\"/commands/v1/carts\""))
                .anyMatch(line -> line.contains("status=\"404\"") && line.contains("uri=\"NOT_FOUND\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'currency': 'EURO'}              | /currency   | not-allowed",
                "{'currency': 'DEM'}               | /currency   | not-allowed",
                "{'currency': 'XXX'}               | /currency   | not-allowed",
                "{'currency': 'XTS'}               | /currency   | not-allowed",
                "{'currency': 'EUR', 'foo': 1}     | /foo        | unknown",
                "{'currency': 1}                   | /currency   | wrong-type",
                "{'copyOf': 'basket:1'}            | /copyOf     | wrong-format",
                "{}                                | ``          | contradictory",
                "{'currency': }                    | ``          | not-json",
            })
    void a_problem_names_the_member_of_the_body(String body, String pointer, String code) {
        given().contentType(JSON)
                .body(body.replace('\'', '"'))
                .post(CARTS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("malformed-request"))
                .body("title", is("Malformed request"))
                .body("violations.size()", is(1))
                .body("violations[0].pointer", is(pointer))
                .body("violations[0].code", is(code));
    }

    @ParameterizedTest
    @CsvSource({"DE, 200", "XK, 400", "XX, 400", "SU, 400", "DDR, 400", "de, 400", "AX, 200"})
    void an_address_is_in_a_country_that_there_is(String country, int status) {
        given().contentType(JSON)
                .body("{\"recipient\": \"A\", \"street\": \"B\", \"city\": \"C\", \"country\": \"%s\"}"
                        .formatted(country))
                .put(CARTS + "/{id}/shipping-address", givenACart())
                .then()
                .statusCode(status)
                .body("violations?.pointer", status == 400 ? is(List.of("/country")) : nullValue());
    }

    @Test
    void several_violations_are_told_at_once() {
        given().contentType(JSON)
                .body("{\"recipient\": \"\", \"street\": \"B\", \"city\": \"%s\", \"country\": \"DE\"}"
                        .formatted("C".repeat(101)))
                .put(CARTS + "/{id}/shipping-address", givenACart())
                .then()
                .statusCode(400)
                .body(
                        "violations.collectEntries { [it.pointer, it.code] }",
                        is(Map.of("/recipient", "missing", "/city", "wrong-length")));
    }

    @Test
    void staff_say_for_whom_they_create_a_cart() {
        String staff = Tokens.staff("bob");

        createAs(staff, "{\"currency\": \"EUR\"}").statusCode(400).body("violations[0].pointer", is("/customerId"));
        String cart = createAs(staff, "{\"currency\": \"EUR\", \"customerId\": \"carla\"}")
                .statusCode(201)
                .extract()
                .path("id");
        given().header("Authorization", "Bearer " + Tokens.customer("carla"))
                .contentType(JSON)
                .body("{\"email\": \"carla@example.org\"}")
                .put(CARTS + "/{id}/contact", cart)
                .then()
                .statusCode(200);
    }

    @Test
    void nobody_else_creates_a_cart_for_others() {
        createAs(Tokens.operator("olga"), "{\"currency\": \"EUR\"}").statusCode(403);
        createAs(Tokens.operator("olga"), "{\"currency\": \"EUR\", \"customerId\": \"carla\"}")
                .statusCode(403);
        createAs(Tokens.customer("dora"), "{\"currency\": \"EUR\", \"customerId\": \"carla\"}")
                .statusCode(403);
        createAs(Tokens.customer("carla"), "{\"currency\": \"EUR\", \"customerId\": \"carla\"}")
                .statusCode(201);
    }

    private static ValidatableResponse createAs(String token, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(JSON)
                .body(body)
                .post(CARTS)
                .then();
    }

    private static void thenMalformedHeader(RawHttp.Answer answer, String header, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        JsonPath problem = JsonPath.from(answer.body());
        assertThat(problem.getString("code")).isEqualTo("malformed-header");
        assertThat(problem.getString("violations[0].parameter")).isEqualTo(header);
        assertThat(problem.getString("violations[0].code")).isEqualTo(code);
    }

    private static String givenACart() {
        return given().contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post(CARTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static RawHttp.Answer setContact(String cart, String headers) {
        return RawHttp.send(RestAssured.port, """
                PUT /commands/v1/carts/%s/contact HTTP/1.1
                Authorization: Bearer %s
                Content-Type: application/json
                %s

                {"email":"before@example.org"}""".formatted(cart, Tokens.staff("edge"), headers));
    }

    /** The version after one more change. */
    private static int versionOf(String cart) {
        return given().contentType(JSON)
                .body("{\"email\": \"after@example.org\"}")
                .put(CARTS + "/{id}/contact", cart)
                .then()
                .statusCode(200)
                .extract()
                .path("version");
    }
}
