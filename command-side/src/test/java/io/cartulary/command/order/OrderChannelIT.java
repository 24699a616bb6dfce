package io.cartulary.command.order;

import static io.cartulary.command.order.Orders.givenAnOrder;
import static io.cartulary.command.order.Orders.payment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.Readiness;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.OrderEvent.PaymentCaptured;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What payment and stock systems tell of an order. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OrderChannelIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    @Inject
    @ConfigProperty(name = "mp.messaging.incoming.commands.topic")
    String commands;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void an_order_is_paid_shipped_delivered_and_refunded_without_http() {
        StreamId order = StreamId.parse("order:" + givenAnOrder());
        send(order, "order.record-payment.v1", payment("AUTHORIZED", "pi_1", 2500));
        awaitEvent(order, "order.confirmed.v1");
        send(order, "order.record-payment.v1", payment("CAPTURED", "ch_1", 2500));
        var captured =
                (PaymentCaptured) awaitEvent(order, "order.payment-captured.v1").event();

        send(
                order,
                "order.ship.v1",
                "{'lines': [{'lineId': '%s', 'quantity': 2}], 'carrier': 'DHL', 'tracking': 'JJD1'}"
                        .formatted(line(order)));
        Envelope shipped = awaitEvent(order, "order.shipment-created.v1");
        UUID shipment = ((ShipmentCreated) shipped.event()).shipmentId();
        send(order, "order.deliver.v1", "{'shipmentId': '%s'}".formatted(shipment));
        awaitEvent(order, "order.shipment-delivered.v1");
        send(
                order,
                "order.refund.v1",
                "{'paymentId': '%s', 'amount': {'amount': 100, 'currency': 'EUR'}}".formatted(captured.paymentId()));

        assertThat(awaitEvent(order, "order.refund-issued.v1").actor()).startsWith("system:");
    }

    private UUID line(StreamId order) {
        return ((OrderPlaced) events(order).getFirst().event())
                .lines()
                .getFirst()
                .lineId();
    }

    private Envelope awaitEvent(StreamId order, String type) {
        return await().atMost(PATIENCE)
                .until(
                        () -> events(order).stream()
                                .filter(event -> event.type().equals(type))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private List<Envelope> events(StreamId order) {
        return store.read(order, 0, 100).await().atMost(PATIENCE);
    }

    private void send(StreamId order, String type, String body) {
        var command = new ProducerRecord<>(commands, order.rootId(), body.replace('\'', '"'));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        type,
                        "ce_source",
                        "warehouse",
                        "ce_subject",
                        order.toString())
                .forEach((name, value) -> command.headers().add(name, value.getBytes(UTF_8)));
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            producer.send(command).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
