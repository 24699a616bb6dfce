package io.cartulary.query.security;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rate limits of one caller. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestProfile(LimitsIT.Tight.class)
class LimitsIT {

    private static final int AT_ONCE = 20;

    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cartulary.rate.requests-per-second", "5", "cartulary.rate.at-once", Integer.toString(AT_ONCE));
        }
    }

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_caller_who_asks_too_often_is_told_when_to_come_again_and_others_are_not() {
        Response refused = Stream.generate(() -> ask("hasty"))
                .limit(10 * AT_ONCE)
                .filter(answer -> answer.statusCode() != 404)
                .findFirst()
                .orElseThrow();

        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]"))
                .body("code", is("too-many-requests"));
        ask("patient").then().statusCode(404);
        await().until(() -> ask("hasty").statusCode() == 404);
    }

    private static Response ask(String customer) {
        return given().header("Authorization", "Bearer " + Tokens.customer(customer))
                .get("/queries/v1/products/none");
    }
}
