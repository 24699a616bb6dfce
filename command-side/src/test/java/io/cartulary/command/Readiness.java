package io.cartulary.command;

import static io.restassured.RestAssured.given;

import org.awaitility.Awaitility;

/** Whether the service under test has its tables yet. */
public final class Readiness {

    private Readiness() {}

    public static void await() {
        Awaitility.await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
