package io.cartulary.command.channel;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.Impatient;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.security.Logged;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A rejection that Kafka doesn't accept within the producer's timeout is published later, and the channel continues.
 */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(Impatient.class)
class RejectionTopicWaitIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @Inject
    Rejections rejections;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void what_comes_behind_a_rejection_that_can_not_be_told_waits_and_is_carried_out_then() {
        StreamId cart = givenACart();
        String sku = givenAProduct();

        try (var log = new Logged()) {
            send(cart, "{\"sku\": \"%s\", \"quantity\": 0}".formatted(sku));
            send(cart, "{\"sku\": \"%s\", \"quantity\": 3}".formatted(sku));
            await().atMost(PATIENCE)
                    .until(() -> log.lines().stream()
                            .anyMatch(line -> Logged.text(line).contains("Kafka does not answer")));
        }
        assertThat(events(cart)).isEqualTo(1);
        rejections.createTopic();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events(cart)).isEqualTo(2));
        assertThat(rejections.awaitFirst().getString("code")).isEqualTo("quantity-out-of-range");
    }

    private static StreamId givenACart() {
        return new StreamId(
                "cart",
                given().contentType(JSON)
                        .body("{\"currency\": \"EUR\"}")
                        .post("/commands/v1/carts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
    }

    private static String givenAProduct() {
        String sku = "SKU-" + UUID.randomUUID();
        given().contentType(JSON)
                .body("{\"name\": \"Tea\", \"price\": {\"amount\": 250, \"currency\": \"EUR\"}}")
                .put("/commands/v1/products/{sku}", sku)
                .then()
                .statusCode(200);
        return sku;
    }

    private int events(StreamId cart) {
        return store.read(cart, 0, 100).await().atMost(PATIENCE).size();
    }

    private static void send(StreamId cart, String body) {
        CommandTopic.send(CommandTopic.command("stock", cart, "cart.add-item.v1", body));
    }
}
