package io.cartulary.service.testing;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.cartulary.localstack.Tokens;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without its servers a service is live, reports that they are missing, and answers 503. */
public abstract class NothingThereContract {

    private final String protectedPath;
    private final String token;

    /**
     * @param protectedPath answers 401 without a token
     * @param token whose role has access
     */
    protected NothingThereContract(String protectedPath, String token) {
        this.protectedPath = protectedPath;
        this.token = token;
    }

    /**
     * The configuration of a service that finds nothing, for a profile.
     *
     * @param servers the service's keys, with addresses without a listener
     */
    public static Map<String, String> overrides(Map<String, String> servers) {
        var overrides = new HashMap<>(Tokens.environment());
        overrides.put("cartulary.tokens.key-file", "");
        overrides.put("cartulary.tokens.jwks-url", "http://127.0.0.1:1/keys");
        overrides.putAll(servers);
        return overrides;
    }

    @BeforeEach
    void nobody_has_said_who_they_are() {
        RestAssured.replaceFiltersWith(List.of());
    }

    @Test
    void it_lives_without_its_servers() {
        get("/q/health/live").then().statusCode(200);
        get("/q/health/started").then().statusCode(503);
        get("/q/health/ready").then().statusCode(503);
        thenRequestsAreAnswered();
    }

    /** The service's own part of {@link #it_lives_without_its_servers}: none, unless overridden. */
    protected void thenRequestsAreAnswered() {}

    @Test
    void a_token_is_undecided_while_the_keys_of_its_issuer_are_away() {
        thenUnavailable(given().header("Authorization", "Bearer " + token).get(protectedPath), "keys-unavailable");
    }

    /** A problem with that code, and when to try again. */
    protected static void thenUnavailable(Response answer, String code) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", is(code));
    }
}
