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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Neither MySQL nor Kafka is there: the service is alive and says so. */
@QuarkusTest
@TestProfile(NothingThereIT.Nothing.class)
class NothingThereIT {

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

    /** Addresses that nobody listens on. */
    public static final class Nothing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(Tokens.environment());
            overrides.putAll(Map.of("MYSQL_PORT", "1", "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));
            return overrides;
        }
    }
}
