package io.cartulary.service.testing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cartulary.localstack.Forgeries;
import io.cartulary.localstack.Readiness;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that is not genuine gives no access, whatever its defect. */
public abstract class TokensContract {

    private final String protectedPath;
    private final int genuine;

    /**
     * @param protectedPath answers 401 without a token
     * @param genuine its status for a genuine token
     */
    protected TokensContract(String protectedPath, int genuine) {
        this.protectedPath = protectedPath;
        this.genuine = genuine;
    }

    static Set<Entry<String, String>> forged() {
        return Forgeries.withOneGenuine().entrySet();
    }

    @BeforeEach
    void nobody_has_said_who_they_are() {
        RestAssured.replaceFiltersWith(List.of());
        Readiness.await();
    }

    @ParameterizedTest
    @MethodSource("forged")
    void only_the_genuine_token_is_believed(Entry<String, String> token) {
        int expected = token.getKey().equals("genuine") ? genuine : 401;

        given().header("Authorization", "Bearer " + token.getValue())
                .get(protectedPath)
                .then()
                .statusCode(expected);
    }

    @Test
    void a_token_that_is_not_believed_is_a_problem_that_repeats_nothing_of_it() {
        String token = Forgeries.withOneGenuine().get("expired");

        given().header("Authorization", "Bearer " + token)
                .get(protectedPath)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("code", is("unauthenticated"))
                .body(not(containsString(token)));
        given().get(protectedPath).then().statusCode(401).body("code", is("unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic bWFsbG9yeTpz", "Bearer", "Bearer ", "Bearer  ", "bearer a.b", "Token x"})
    void what_is_no_bearer_token_is_none(String authorization) {
        given().header("Authorization", authorization)
                .get(protectedPath)
                .then()
                .statusCode(401)
                .body("code", is("unauthenticated"));
    }

    @Test
    void what_is_for_machines_and_readers_is_open() {
        for (String path : List.of(
                "/q/health/live",
                "/q/health/ready",
                "/q/health/started",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui/")) {
            given().get(path).then().statusCode(200);
        }
    }
}
