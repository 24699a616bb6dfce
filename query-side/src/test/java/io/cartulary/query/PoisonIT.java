package io.cartulary.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A version is missing: nothing behind the hole is projected, and everybody hears of it. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PoisonIT {

    @Test
    void a_hole_halts_the_projecting_right_before_itself() {
        var history = new History();
        var stream = new StreamId("product", "tea");
        List<Envelope> before = history.record(stream, listed("Tea"));
        history.lose(stream);
        List<Envelope> behind = history.record(stream, listed("Green tea"), listed("Black tea"));

        try (var topic = new Topic()) {
            topic.send(Stream.concat(before.stream(), behind.stream()).toList());
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("/q/health/ready")
                        .then()
                        .statusCode(503)
                        .body(containsString("stream product:tea, version 3"))
                        .body(containsString("versions are missing, the last one seen is 1")));
        get("/q/health/live").then().statusCode(200);
        get("/q/metrics").then().body(containsString("cartulary_projection_halted 1.0"));
        get("/queries/v1/products/tea").then().statusCode(200).body("name", equalTo("Tea"));
        get("/queries/v1/products/tea?version=3").then().statusCode(404).body("code", equalTo("no-such-version"));
        given().header("Consistency-Token", stream.partition() + ":2")
                .get("/queries/v1/products/tea?wait=100ms")
                .then()
                .statusCode(503)
                .body("code", equalTo("not-yet-visible"))
                .body("visible", equalTo(1));
    }

    private static ProductListed listed(String name) {
        return new ProductListed(name, new Money(450, Currency.getInstance("EUR")));
    }
}
