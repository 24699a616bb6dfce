package io.cartulary.service.testing;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rate limits of one caller. */
public abstract class LimitsContract {

    private static final int AT_ONCE = 20;

    private final int accepted;

    /** @param accepted the status of a {@link #request} within the limits */
    protected LimitsContract(int accepted) {
        this.accepted = accepted;
    }

    /**
     * Limits that a test can reach, for a profile.
     *
     * @param more the service's own
     */
    public static Map<String, String> overrides(Map<String, String> more) {
        var overrides = new HashMap<>(more);
        overrides.put("cartulary.rate.requests-per-second", "5");
        overrides.put("cartulary.rate.at-once", Integer.toString(AT_ONCE));
        return overrides;
    }

    /** Any request of the caller with that token. */
    protected abstract Response request(String token);

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_caller_above_its_rate_gets_retry_after_and_others_are_not_limited() {
        Response refused = Stream.generate(() -> request(Tokens.customer("hasty")))
                .limit(10 * AT_ONCE)
                .filter(answer -> answer.statusCode() != accepted)
                .findFirst()
                .orElseThrow();

        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]"))
                .body("code", is("too-many-requests"));
        request(Tokens.customer("patient")).then().statusCode(accepted);
        await().until(() -> request(Tokens.customer("hasty")).statusCode() == accepted);
    }
}
