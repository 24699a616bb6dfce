package io.cartulary.query.http;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.cartulary.localstack.RawHttp;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.cartulary.query.OneWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP behaviour that all operations share: negotiation, headers, parameters, methods, paths, problems. */
@QuarkusTest
@TestProfile(OneWorld.class)
class EdgeIT {

    private static final int BODY = 64 * 1024;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "json", "text/plain", "text/html", "image/png", "text/event-stream", "a/b/c"})
    void an_answer_that_is_not_acceptable_is_refused(String accept) {
        thenNotAcceptable(get("/queries/v1/products", "Accept: " + accept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "application/json", "text/plain", "text/event-stream;q=0"})
    void live_events_are_no_json(String accept) {
        thenNotAcceptable(get("/queries/v1/streams/product:none/events", "Accept: " + accept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json;charset=utf-16", "text/html, */*;q=0.1"})
    void json_is_json_whatever_its_parameters(String accept) {
        RawHttp.Answer answer = get("/queries/v1/products", "Accept: " + accept);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type"))
                .startsWith("application/json")
                .doesNotContain("utf-16");
    }

    @ParameterizedTest
    @CsvSource({"Consistency-Token: , missing", "'Consistency-Token: 0:1\nConsistency-Token: 0:1', repeated"})
    void a_header_has_one_value(String headers, String code) {
        RawHttp.Answer answer = get("/queries/v1/products", headers);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        JsonPath problem = JsonPath.from(answer.body());
        assertThat(problem.getString("code")).isEqualTo("malformed-header");
        assertThat(problem.getString("violations[0].parameter")).isEqualTo("Consistency-Token");
        assertThat(problem.getString("violations[0].code")).isEqualTo(code);
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
                    .request(operation.substring(0, operation.indexOf(' ')), path)
                    .then()
                    .statusCode(400)
                    .body("code", is("malformed-request"))
                    .body("violations[0].parameter", is("misspelt"))
                    .body("violations[0].code", is("unknown"));
            parameters.forEach(known -> answer.body("violations[0].detail", containsString(known)));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=", "limit=1&limit=2", "cursor="})
    void a_parameter_has_one_value(String query) {
        given().get("/queries/v1/products?" + query)
                .then()
                .statusCode(400)
                .body("violations[0].parameter", is(query.replaceFirst("=.*", "")));
    }

    @ParameterizedTest
    @CsvSource({"limit=0, out-of-range", "limit=x, out-of-range", "asOf=yesterday, unknown"})
    void a_problem_names_the_parameter(String query, String code) {
        given().get("/queries/v1/products?" + query)
                .then()
                .statusCode(400)
                .body("code", is("malformed-request"))
                .body("title", is("Malformed request"))
                .body("violations[0].parameter", is(query.replaceFirst("=.*", "")))
                .body("violations[0].code", is(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /queries/v1/carts/%s             | GET, HEAD, OPTIONS",
                "DELETE | /queries/v1/customers/%s/cart    | GET, HEAD, OPTIONS",
                "PUT    | /queries/v1/streams/%s/events    | GET, HEAD, OPTIONS",
            })
    void a_method_that_a_path_does_not_take_is_answered_with_those_that_it_takes(
            String method, String path, String allowed) {
        given().request(method, path.formatted(UUID.randomUUID()))
                .then()
                .statusCode(405)
                .header("Allow", allowed)
                .body("code", is("method-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/queries/../q/metrics", "/queries/%2e%2e/q/openapi", "/queries/v1/./products"})
    void a_path_leads_where_it_says(String path) {
        RawHttp.Answer answer = RawHttp.send(RestAssured.port, "GET " + path + " HTTP/1.1");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(JsonPath.from(answer.body()).getString("code")).isEqualTo("malformed-request");
    }

    @Test
    void metrics_know_a_request_by_its_route_whatever_becomes_of_it() {
        String mark = "hostile-" + UUID.randomUUID();
        given().delete("/queries/v1/customers/{id}/cart", mark).then().statusCode(405);
        given().get("/queries/v1/customers/{id}/cart", mark).then().statusCode(404);
        given().get("/queries/{mark}", mark).then().statusCode(404);
        RawHttp.send(RestAssured.port, "GET /queries/../" + mark + " HTTP/1.1");

        await().untilAsserted(() -> assertThat(
                        given().get("/q/metrics").asString().lines())
                .filteredOn(line -> line.startsWith("http_server_requests_seconds_count"))
                .noneMatch(line -> line.contains(mark))
                .anyMatch(line ->
                        line.contains("status=\"405\"") && line.contains("uri=\"/queries/v1/customers/{id}/cart\""))
                .anyMatch(line ->
                        line.contains("status=\"404\"") && line.contains("uri=\"/queries/v1/customers/{id}/cart\""))
                .anyMatch(line -> line.contains("status=\"404\"") && line.contains("uri=\"NOT_FOUND\"")));
    }

    /** RawHttp has its own connection, so a response without an end would time out. */
    @Test
    void head_of_live_events_has_an_end() {
        RawHttp.Answer answer = RawHttp.send(RestAssured.port, """
                HEAD /queries/v1/streams/cart:%s/events HTTP/1.1
                Authorization: Bearer %s
                Accept: text/event-stream""".formatted(UUID.randomUUID(), Tokens.staff("edge")));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_body_that_is_too_large_is_a_problem() {
        RawHttp.Answer announced = RawHttp.send(RestAssured.port, """
                POST /queries/v1/admin/rebuilds HTTP/1.1
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d""".formatted(Tokens.operator("edge"), BODY + 1));

        assertThat(announced.status()).as(announced.body()).isEqualTo(413);
        assertThat(JsonPath.from(announced.body()).getString("code")).isEqualTo("body-too-large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'foo': 1}           | /foo   | unknown",
                "{'views': 'carts'}   | /views | wrong-type",
                "[]                   | ``     | wrong-type",
                "{'views': }          | ``     | not-json",
                "{'views': []} {}     | ``     | wrong-type",
            })
    void an_operators_body_is_read_as_strictly_as_a_shoppers(String body, String pointer, String code) {
        given().contentType(JSON)
                .body(body.replace('\'', '"'))
                .post("/queries/v1/admin/rebuilds")
                .then()
                .statusCode(400)
                .body("code", is("malformed-request"))
                .body("violations[0].pointer", is(pointer))
                .body("violations[0].code", is(code));
    }

    private static void thenNotAcceptable(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(406);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(JsonPath.from(answer.body()).getString("code")).isEqualTo("not-acceptable");
    }

    private static RawHttp.Answer get(String path, String headers) {
        return RawHttp.send(RestAssured.port, "GET " + path + " HTTP/1.1\n" + headers);
    }
}
