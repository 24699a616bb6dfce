package io.cartulary.query;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Whether the service under test has its tables yet, and partitions to project. */
public final class Readiness {

    /** As long as a machine may take that starts four servers meanwhile. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Readiness() {}

    public static void await() {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
