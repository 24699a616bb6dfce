package io.cartulary.query.http;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cartulary.localstack.RawHttp;
import io.cartulary.localstack.Tokens;
import io.cartulary.query.OneWorld;
import io.cartulary.service.testing.EdgeContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP rules of queries: live events, parameters, the consistency token, operators' bodies. */
@QuarkusTest
@TestProfile(OneWorld.class)
class EdgeIT extends EdgeContract {

    private static final int BODY = 64 * 1024;
    private static final String CART_OF_CUSTOMER = "/queries/v1/customers/{id}/cart";

    EdgeIT() {
        super("/queries");
    }

    static List<Arguments> methodsNotAllowed() {
        return Stream.of("POST /carts/%s", "DELETE /customers/%s/cart", "PUT /streams/%s/events")
                .map(request -> request.split(" ", 2))
                .map(request -> arguments(request[0], "/queries/v1" + request[1], "GET, HEAD, OPTIONS"))
                .toList();
    }

    @Override
    protected RawHttp.Answer answerTo(String accept) {
        return get("/queries/v1/products?limit=1", "Accept: " + accept);
    }

    @Override
    protected void thenComplete(JsonPath answer) {
        assertThat(answer.<Object>getList("items")).isNotNull();
    }

    @Override
    protected List<Counted> whenRequestsFail(String mark) {
        given().delete(CART_OF_CUSTOMER, mark).then().statusCode(405);
        given().get(CART_OF_CUSTOMER, mark).then().statusCode(404);
        return List.of(new Counted(405, CART_OF_CUSTOMER), new Counted(404, CART_OF_CUSTOMER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "json", "text/plain", "text/html", "image/png", "text/event-stream", "a/b/c"})
    void an_answer_that_is_not_acceptable_is_rejected(String accept) {
        thenNotAcceptable(get("/queries/v1/products", "Accept: " + accept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "application/json", "text/plain", "text/event-stream;q=0"})
    void live_events_are_no_json(String accept) {
        thenNotAcceptable(get("/queries/v1/streams/product:none/events", "Accept: " + accept));
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

    @ParameterizedTest
    @ValueSource(strings = {"limit=", "limit=1&limit=2", "cursor="})
    void a_parameter_has_one_value(String query) {
        given().get("/queries/v1/products?" + query)
                .then()
                .statusCode(400)
                .body("violations[0].parameter", is(query.replaceFirst("=.*", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, out-of-range",
        "limit=x, out-of-range",
        "asOf=yesterday, wrong-format",
        "since=yesterday, unknown"
    })
    void a_problem_names_the_parameter(String query, String code) {
        given().get("/queries/v1/products?" + query)
                .then()
                .statusCode(400)
                .body("code", is("malformed-request"))
                .body("title", is("Malformed request"))
                .body("violations[0].parameter", is(query.replaceFirst("=.*", "")))
                .body("violations[0].code", is(code));
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
