package io.cartulary.localstack;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Whether the service that a {@code @QuarkusTest} is about has its tables yet. */
public final class Readiness {

    /** As long as a machine may take that starts four servers meanwhile. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Readiness() {}

    /** Returns when it has; fails with {@link org.awaitility.core.ConditionTimeoutException} when it has none in a minute. */
    public static void await() {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
