package io.cartulary.command.http;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.RawHttp;
import io.cartulary.localstack.Tokens;
import io.cartulary.service.testing.EdgeContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP rules of commands: what a rejected request leaves undone, headers, tags, members of bodies. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class EdgeIT extends EdgeContract {

    private static final String CARTS = "/commands/v1/carts";

    EdgeIT() {
        super("/commands");
    }

    static List<Arguments> methodsNotAllowed() {
        return List.of(
                arguments("GET", CARTS, "OPTIONS, POST"),
                arguments("GET", CARTS + "/%s/items", "DELETE, OPTIONS, POST"),
                arguments("PATCH", "/commands/v1/products/%s", "DELETE, OPTIONS, PUT"),
                arguments("PUT", "/commands/v1/admin/replays/%s", "DELETE, GET, HEAD, OPTIONS"));
    }

    @Override
    protected RawHttp.Answer answerTo(String accept) {
        return setContact(givenACart(), "Accept: " + accept);
    }

    @Override
    protected void thenComplete(JsonPath answer) {
        assertThat(answer.getInt("version")).isEqualTo(2);
    }

    @Override
    protected List<Counted> whenRequestsFail(String mark) {
        given().get(CARTS + "/{id}/items", mark).then().statusCode(405);
        given().put("/commands/v1/products/{sku}/{mark}", "x", mark).then().statusCode(404);
        given().post("/" + mark).then().statusCode(404);
        given().post("/commands/{mark}", mark).then().statusCode(404);
        given().contentType(JSON)
                .body("{\"copyOf\": \"cart:%s\"}".formatted(UUID.randomUUID()))
                .post(CARTS)
                .then()
                .statusCode(404);
        return List.of(new Counted(405, "/commands/v1/carts/{id}/items"), new Counted(404, CARTS));
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
