package io.cartulary.command.order;

import io.cartulary.command.channel.ChannelCommand;
import io.cartulary.command.channel.ChannelCommands;
import io.cartulary.command.order.FulfilmentResource.NewShipment;
import io.cartulary.command.order.PaymentResource.NewPayment;
import io.cartulary.command.order.PaymentResource.NewRefund;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What payment and stock systems may tell of an order over the channel. */
@ApplicationScoped
class OrderChannel implements ChannelCommands {

    private final PaymentResource payments;
    private final FulfilmentResource shipments;

    OrderChannel(PaymentResource payments, FulfilmentResource shipments) {
        this.payments = payments;
        this.shipments = shipments;
    }

    /** What HTTP has in the path. */
    record Arrival(UUID shipmentId) {
        Arrival {
            Objects.requireNonNull(shipmentId, "shipmentId");
        }
    }

    @Override
    public String category() {
        return Order.CATEGORY;
    }

    @Override
    public List<ChannelCommand<?>> commands() {
        return List.of(
                new ChannelCommand<>("order.record-payment.v1", NewPayment.class, payments::recordPayment),
                new ChannelCommand<>("order.refund.v1", NewRefund.class, payments::refund),
                new ChannelCommand<>("order.ship.v1", NewShipment.class, shipments::ship),
                new ChannelCommand<>(
                        "order.deliver.v1",
                        Arrival.class,
                        (id, arrival, headers) -> shipments.deliver(id, arrival.shipmentId(), headers)));
    }
}
