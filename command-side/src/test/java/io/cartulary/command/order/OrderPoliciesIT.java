package io.cartulary.command.order;

import static io.cartulary.command.order.Orders.givenAnOrder;
import static io.cartulary.command.order.Orders.givenItIsPaidAndConfirmed;
import static io.cartulary.command.order.Orders.payment;
import static io.cartulary.command.order.Orders.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.Impatient;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Automatic actions on orders. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(LocalStackResource.class)
class OrderPoliciesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void an_order_is_confirmed_as_soon_as_its_total_is_authorized() {
        String order = givenAnOrder();
        when(order, "payments", payment("AUTHORIZED", "pi_1", 2499)).statusCode(200);
        when(order, "payments", payment("AUTHORIZED", "pi_2", 1)).statusCode(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stream(order))
                        .extracting(Envelope::type)
                        .containsExactly(
                                "order.placed.v2",
                                "order.payment-authorized.v1",
                                "order.payment-authorized.v1",
                                "order.confirmed.v1"));
        assertThat(stream(order).getLast().actor()).isEqualTo("policy:confirm-authorized-orders");
    }

    @Test
    void an_order_is_completed_or_cancelled_after_a_while_if_it_is_settled_or_unpaid_and_others_are_not() {
        String held = givenAnOrder();
        when(held, "hold", "{'reason': 'a question'}").statusCode(200);
        String unpaid = givenAnOrder();
        String settled = givenAnOrder();
        givenItIsPaidAndConfirmed(settled);
        String line = ((OrderPlaced) stream(settled).getFirst().event())
                .lines()
                .getFirst()
                .lineId()
                .toString();
        String shipment = when(
                        settled,
                        "shipments",
                        "{'lines': [{'lineId': '%s', 'quantity': 2}], 'carrier': 'DHL', 'tracking': 'JJD1'}"
                                .formatted(line))
                .statusCode(200)
                .extract()
                .path("part");
        when(settled, "shipments/" + shipment + "/delivery").statusCode(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stream(settled).getLast())
                        .extracting(Envelope::type, Envelope::actor)
                        .containsExactly("order.completed.v1", "policy:complete-settled-orders"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stream(unpaid).getLast())
                        .extracting(Envelope::type, Envelope::actor)
                        .containsExactly("order.cancelled.v1", "policy:cancel-unpaid-orders"));
        assertThat(stream(held)).hasSize(2);
    }

    private List<Envelope> stream(String order) {
        return store.read(Order.stream(UUID.fromString(order)), 0, 100).await().atMost(Duration.ofSeconds(5));
    }
}
