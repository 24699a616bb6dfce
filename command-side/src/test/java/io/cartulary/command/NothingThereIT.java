package io.cartulary.command;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.cartulary.localstack.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without MySQL and Kafka the service is live and reports that both are missing. */
@QuarkusTest
@TestProfile(NothingThereIT.Nothing.class)
class NothingThereIT {

    @BeforeEach
    void nobody_has_said_who_they_are() {
        RestAssured.replaceFiltersWith(List.of());
    }

    @Test
    void it_lives_without_its_servers() {
        get("/q/health/live").then().statusCode(200);
        get("/q/health/started").then().statusCode(503);
        get("/q/health/ready").then().statusCode(503);
    }

    @Test
    void a_command_is_answered_that_it_may_be_sent_again() {
        given().contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/commands/v1/carts")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", is("store-unavailable"));
    }

    @Test
    void a_token_is_undecided_while_the_keys_of_its_issuer_are_away() {
        given().header("Authorization", "Bearer " + Tokens.operator("olga"))
                .get("/commands/v1/admin/replays")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", is("keys-unavailable"));
    }

    /** Addresses without a listener. */
    public static final class Nothing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(Tokens.environment());

            overrides.putAll(Map.of(
                    "cartulary.tokens.key-file", "",
                    "cartulary.tokens.jwks-url", "http://127.0.0.1:1/keys",
                    "MYSQL_PORT", "1",
                    "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));
            return overrides;
        }
    }
}
