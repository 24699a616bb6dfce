package io.cartulary.command.order;

import static io.cartulary.command.order.Orders.givenAnOrder;
import static io.cartulary.command.order.Orders.payment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.channel.CommandTopic;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.http.CommandIds;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.service.access.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of payment and stock systems about an order. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OrderChannelIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void an_order_is_paid_shipped_delivered_and_refunded_without_http() {
        StreamId order = StreamId.parse("order:" + givenAnOrder());
        send(order, "order.record-payment.v1", payment("AUTHORIZED", "pi_1", 2500));
        awaitEvent(order, "order.confirmed.v1");
        send(order, "order.record-payment.v1", payment("CAPTURED", "pi_1", 2500));
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
        awaitEvent(order, "order.shipment-delivered.v2");
        send(
                order,
                "order.refund.v1",
                "{'paymentId': '%s', 'amount': {'amount': 100, 'currency': 'EUR'}}".formatted(captured.paymentId()));

        assertThat(awaitEvent(order, "order.refund-issued.v2").actor()).startsWith("system:");
    }

    @Test
    void a_refund_that_is_reported_over_http_and_kafka_is_one_and_a_parcel_is_lost() {
        StreamId order = StreamId.parse("order:" + givenAnOrder());
        send(order, "order.record-payment.v1", payment("CAPTURED", "pi_1", 2500));
        awaitEvent(order, "order.confirmed.v1");
        send(
                order,
                "order.ship.v1",
                "{'lines': [{'lineId': '%s', 'quantity': 2}], 'carrier': 'DHL', 'tracking': 'JJD1'}"
                        .formatted(line(order)));
        UUID shipment = ((ShipmentCreated)
                        awaitEvent(order, "order.shipment-created.v1").event())
                .shipmentId();
        String refund =
                "{'providerRef': 'pi_1', 'transactionRef': 're_1', 'amount': {'amount': 100, 'currency': 'EUR'}}";
        Orders.when(order.rootId(), "refunds", refund).statusCode(200);
        send(order, "order.refund.v1", refund);
        send(
                order,
                "order.lose-shipment.v1",
                "{'shipmentId': '%s', 'lines': [{'lineId': '%s', 'quantity': 1}]}".formatted(shipment, line(order)));
        awaitEvent(order, "order.shipment-lost.v1");

        assertThat(events(order))
                .filteredOn(event -> event.type().equals("order.refund-issued.v2"))
                .hasSize(1);
    }

    /** Reported under one id, then under another, and then under that one again when the order is in another state. */
    @Test
    void a_command_that_had_nothing_to_change_is_not_carried_out_later() {
        StreamId order = StreamId.parse("order:" + givenAnOrder());
        String authorized = payment("AUTHORIZED", "pi_1", 2500);
        send(order, "order.record-payment.v1", authorized);
        awaitEvent(order, "order.confirmed.v1");
        var again = CommandTopic.command("warehouse", order, "order.record-payment.v1", authorized.replace('\'', '"'));
        CommandTopic.send(again);
        await().atMost(PATIENCE)
                .until(() -> store.answerTo(order, commandId(again))
                        .await()
                        .atMost(PATIENCE)
                        .isPresent());

        var voided = payment("VOIDED", "pi_1", 2500);
        send(order, "order.record-payment.v1", voided);
        awaitEvent(order, "order.payment-voided.v1");
        List<Envelope> log = events(order);
        CommandTopic.send(again);
        // the commands after it are done when it is
        send(order, "order.record-payment.v1", payment("FAILED", "pi_2", 2500));
        awaitEvent(order, "order.payment-failed.v1");

        assertThat(events(order)).startsWith(log.toArray(Envelope[]::new)).hasSize(log.size() + 1);
    }

    private static UUID commandId(ProducerRecord<?, ?> command) {
        String key = new String(command.headers().lastHeader("ce_id").value(), UTF_8);
        String source = new String(command.headers().lastHeader("ce_source").value(), UTF_8);
        return CommandIds.commandId(Caller.system(source), key);
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

    private static void send(StreamId order, String type, String body) {
        CommandTopic.send(CommandTopic.command("warehouse", order, type, body.replace('\'', '"')));
    }
}
