package io.cartulary.localstack;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Whether the service of a {@code @QuarkusTest} has its tables yet. */
public final class Readiness {

    /** The time for a machine that starts four servers meanwhile. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Readiness() {}

    /**
     * Returns when it has them; fails with {@link org.awaitility.core.ConditionTimeoutException} after a minute
     * without.
     */
    public static void await() {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
