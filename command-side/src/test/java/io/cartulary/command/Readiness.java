package io.cartulary.command;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Whether the service under test has its tables yet. */
public final class Readiness {

    /** As long as a machine may take that starts four servers meanwhile. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Readiness() {}

    public static void await() {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
