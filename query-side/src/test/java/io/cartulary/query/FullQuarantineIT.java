package io.cartulary.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** So many streams have poison that the release is the cause: the partition stops, and nothing is lost. */
@QuarkusTest
@TestProfile(FullQuarantineIT.RoomForTwo.class)
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class FullQuarantineIT {

    private static final int PARTITION = 3;
    private static final String ADMIN = "/queries/v1/admin/quarantine";

    @Test
    void a_full_quarantine_stops_its_partition_until_there_is_room() {
        var history = new History();
        List<Envelope> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(
                    History.garbled(history.record(product(), listed("Tea")).getFirst(), "product.exploded.v1", "{}"));
        }
        events.addAll(history.record(product(), listed("Coffee")));
        Topic.sendOnce(events);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body(containsString("2 streams are in quarantine already")));
        get("/q/metrics").then().body(containsString("cartulary_projection_halted 1.0"));
        get(ADMIN).then().body("streams", hasSize(2));
        coffee(events, "100ms").statusCode(503).body("code", equalTo("not-yet-visible"));

        given().contentType("application/json")
                .body("{\"why\": \"there has to be room\"}")
                .post(ADMIN + "/" + events.getFirst().streamId() + "/discard")
                .then()
                .body("outcome", equalTo("DISCARDED"));

        coffee(events, "10s").statusCode(200).body("name", equalTo("Coffee"));
        get(ADMIN).then().body("streams", hasSize(2));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("/q/metrics").then().body(containsString("cartulary_projection_halted 0.0")));
    }

    private static ValidatableResponse coffee(List<Envelope> events, String wait) {
        Envelope last = events.getLast();
        return given().header("Consistency-Token", last.partition() + ":" + last.position())
                .get("/queries/v1/products/" + last.streamId().rootId() + "?wait=" + wait)
                .then();
    }

    private static StreamId product() {
        return Stream.generate(() -> new StreamId("product", "tea-" + UUID.randomUUID()))
                .filter(stream -> stream.partition() == PARTITION)
                .findFirst()
                .orElseThrow();
    }

    private static ProductListed listed(String name) {
        return new ProductListed(name, new Money(450, Currency.getInstance("EUR")));
    }

    /** The smallest quarantine that can be full. */
    public static final class RoomForTwo implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cartulary.quarantine.streams", "2");
        }
    }
}
