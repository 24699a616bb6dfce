package io.cartulary.service.testing;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.cartulary.localstack.RawHttp;
import io.cartulary.localstack.Readiness;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The HTTP rules of every request: negotiation, parameters, methods, paths, metrics. A class that has to keep them has a
 * static method {@code methodsNotAllowed()}: a method, a path with {@code %s} for an id, and the value of {@code Allow}.
 */
public abstract class EdgeContract {

    private final String prefix;

    /** @param prefix of the service's own paths: {@code /commands} */
    protected EdgeContract(String prefix) {
        this.prefix = prefix;
    }

    /** The outcome that metrics have to count. */
    public record Counted(int status, String uri) {
        boolean isIn(String line) {
            return line.contains("status=\"" + status + '"') && line.contains("uri=\"" + uri + '"');
        }
    }

    /** A valid request whose answer is JSON, with that value of {@code Accept}. */
    protected abstract RawHttp.Answer answerTo(String accept);

    /** Whether it's the whole answer to that request. */
    protected abstract void thenComplete(JsonPath answer);

    /** Sends requests that fail on routes that there are and that there are not. Their paths and bodies have the mark. */
    protected abstract List<Counted> whenRequestsFail(String mark);

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/*", "application/json;charset=utf-16", "text/html, */*;q=0.1"})
    void json_is_json_whatever_its_parameters(String accept) {
        RawHttp.Answer answer = answerTo(accept);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type"))
                .startsWith("application/json")
                .doesNotContain("utf-16");
        thenComplete(JsonPath.from(answer.body()));
    }

    @Test
    void every_operation_rejects_an_unknown_parameter_and_names_the_known_ones() {
        assertThat(Operation.all()).isNotEmpty().allSatisfy(operation -> {
            String path = operation
                    .path()
                    .replaceAll("\\{(partition|offset)}", "0")
                    .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
            ValidatableResponse answer = given().contentType(JSON)
                    .body("{}")
                    .queryParam("misspelt", "1")
                    .request(operation.method(), path)
                    .then()
                    .statusCode(400)
                    .body("code", is("malformed-request"))
                    .body("violations[0].parameter", is("misspelt"))
                    .body("violations[0].code", is("unknown"));
            operation.parameters().forEach(known -> answer.body("violations[0].detail", containsString(known)));
        });
    }

    @ParameterizedTest
    @MethodSource("methodsNotAllowed")
    void an_unsupported_method_is_answered_with_the_supported_ones(String method, String path, String allowed) {
        given().request(method, path.formatted(UUID.randomUUID()))
                .then()
                .statusCode(405)
                .header("Allow", allowed)
                .contentType("application/problem+json")
                .body("code", is("method-not-allowed"));
    }

    @ParameterizedTest
    @MethodSource("methodsNotAllowed")
    void options_are_the_methods_of_the_path_and_not_of_longer_ones(String other, String path, String allowed) {
        given().options(path.formatted(UUID.randomUUID()))
                .then()
                .statusCode(204)
                .header("Allow", allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s/../q/metrics",
                "%s/v1/../../q/health",
                "%s/%%2e%%2e/q/openapi",
                "%s/.%%2E/q/openapi",
                "%s/v1/./carts",
                "%s/v1/./products",
                "%s/..;a=b/q/metrics",
                "/q/..%s/v1/carts"
            })
    void a_path_leads_where_it_says(String path) {
        RawHttp.Answer answer = RawHttp.send(RestAssured.port, "GET " + path.formatted(prefix) + " HTTP/1.1");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(JsonPath.from(answer.body()).getString("code")).isEqualTo("malformed-request");
    }

    @Test
    void metrics_name_a_request_by_its_route_with_any_outcome() {
        String mark = "hostile-" + UUID.randomUUID();
        List<Counted> expected = whenRequestsFail(mark);
        given().get(prefix + "/{mark}", mark).then().statusCode(404);
        RawHttp.send(RestAssured.port, "GET " + prefix + "/../" + mark + " HTTP/1.1");

        await().untilAsserted(() -> {
            List<String> counters = given().get("/q/metrics")
                    .asString()
                    .lines()
                    .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                    .toList();
            assertThat(counters).noneMatch(line -> line.contains(mark)).anyMatch(new Counted(404, "NOT_FOUND")::isIn);
            assertThat(expected)
                    .isNotEmpty()
                    .allSatisfy(counted -> assertThat(counters).anyMatch(counted::isIn));
        });
    }
}
