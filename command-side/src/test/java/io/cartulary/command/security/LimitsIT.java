package io.cartulary.command.security;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Tokens;
import io.cartulary.service.testing.LimitsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits on one caller, of guests, and on requests. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(LimitsIT.Tight.class)
class LimitsIT extends LimitsContract {

    private static final int BODY = 256 * 1024;

    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return overrides(Map.of(
                    "cartulary.guest-carts.per-minute", "1",
                    "cartulary.guest-carts.at-once", "3",
                    "cartulary.proxies.trusted", "127.0.0.0/8,::1,10.0.0.0/8",
                    "cartulary.cors.origins", "https://shop.example",
                    "quarkus.http.idle-timeout", "1s"));
        }
    }

    LimitsIT() {
        super(201);
    }

    @Override
    protected Response request(String token) {
        return create(token);
    }

    @Test
    void guests_of_one_address_create_no_carts_without_end_and_those_of_others_do() {
        for (int cart = 0; cart < 3; cart++) {
            createFrom("192.0.2.1, 10.1.1.1").then().statusCode(201);
        }

        createFrom("198.51.100.7, 192.0.2.1")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("code", is("too-many-guest-carts"));
        createFrom("192.0.2.1, 198.51.100.7").then().statusCode(201);
        create(Tokens.customer("no-guest")).then().statusCode(201);
    }

    @Test
    void a_page_of_the_shop_may_call_and_read_what_it_needs() {
        given().header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,if-match")
                .options("/commands/v1/carts")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "https://shop.example")
                .header("Access-Control-Allow-Methods", containsString("PUT"))
                .header("Access-Control-Allow-Headers", containsString("If-Match"));
        for (String accept : List.of("application/json", "image/png")) {
            given().header("Origin", "https://shop.example")
                    .header("Authorization", "Bearer " + Tokens.customer("page"))
                    .header("Accept", accept)
                    .contentType(JSON)
                    .body("{\"currency\": \"EUR\"}")
                    .post("/commands/v1/carts")
                    .then()
                    .statusCode(is(accept.equals("image/png") ? 406 : 201))
                    .header("Access-Control-Allow-Origin", "https://shop.example")
                    .header("Vary", containsString("Origin"))
                    .header("Access-Control-Expose-Headers", containsString("ETag"))
                    .header("Access-Control-Expose-Headers", containsString("Consistency-Token"))
                    .header("Access-Control-Expose-Headers", containsString("Retry-After"));
        }
    }

    @Test
    void a_page_of_another_origin_is_told_nothing_by_which_a_browser_would_let_it_call() {
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "PUT")
                .options("/commands/v1/carts")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", "https://elsewhere.example")
                .header("Authorization", "Bearer " + Tokens.customer("elsewhere"))
                .contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/commands/v1/carts")
                .then()
                .statusCode(201)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 200})
    void json_that_goes_too_deep_is_rejected(int depth) {
        given().header("Authorization", "Bearer " + Tokens.customer("deep" + depth))
                .contentType(JSON)
                .body("{\"currency\":".repeat(depth) + "\"EUR\"" + "}".repeat(depth))
                .post("/commands/v1/carts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("malformed-request"));
    }

    @Test
    void a_number_that_is_too_long_is_rejected() {
        given().header("Authorization", "Bearer " + Tokens.customer("long"))
                .contentType(JSON)
                .body("{\"currency\": " + "9".repeat(10_000) + "}")
                .post("/commands/v1/carts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("malformed-request"));
    }

    @Test
    void a_body_that_does_not_announce_its_length_is_held_to_the_limit_too() throws Exception {
        HttpResponse<String> refused = unannounced(BODY + 1000);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(413);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JsonPath.from(refused.body()).getString("code")).isEqualTo("body-too-large");
        assertThat(unannounced(BODY).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /commands/v1/carts HTTP/1.1\r\nHost: local",
                "POST /commands/v1/carts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{",
            })
    void a_connection_that_says_nothing_more_is_closed(String beginning) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(beginning.getBytes(US_ASCII));
            socket.getOutputStream().flush();

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    private HttpResponse<String> unannounced(int length) throws IOException, InterruptedException {
        byte[] body = ("{\"currency\": \"" + "A".repeat(length - 16) + "\"}").getBytes(US_ASCII);
        assertThat(body).hasSize(length);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/commands/v1/carts"))
                            .version(HttpClient.Version.HTTP_1_1)
                            .header("Authorization", "Bearer " + Tokens.customer("chunky"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static Response createFrom(String forwarded) {
        RestAssured.replaceFiltersWith(List.of());
        return given().header("X-Forwarded-For", forwarded)
                .contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/commands/v1/carts");
    }

    private static Response create(String token) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/commands/v1/carts");
    }
}
