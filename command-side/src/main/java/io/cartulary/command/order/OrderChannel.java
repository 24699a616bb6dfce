package io.cartulary.command.order;

import io.cartulary.command.channel.ChannelCommand;
import io.cartulary.command.channel.ChannelCommands;
import io.cartulary.command.order.FulfilmentResource.NewShipment;
import io.cartulary.command.order.FulfilmentResource.SomeUnits;
import io.cartulary.command.order.OrderResource.Units;
import io.cartulary.command.order.PaymentResource.NewCredit;
import io.cartulary.command.order.PaymentResource.NewPayment;
import io.cartulary.command.order.PaymentResource.NewRefund;
import io.cartulary.command.order.ReturnResource.Receipt;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ReturnCondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The commands that payment and stock systems may send to an order over the channel. */
@ApplicationScoped
class OrderChannel implements ChannelCommands {

    private final PaymentResource payments;
    private final FulfilmentResource shipments;
    private final ReturnResource returns;

    OrderChannel(PaymentResource payments, FulfilmentResource shipments, ReturnResource returns) {
        this.payments = payments;
        this.shipments = shipments;
        this.returns = returns;
    }

    /**
     * The values that HTTP has in the path, and in the body.
     *
     * @param lines the units that have ended; missing for all units on their way
     */
    record ShipmentEnd(
            UUID shipmentId,
            @Nullable @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines) {
        ShipmentEnd {
            Objects.requireNonNull(shipmentId, "shipmentId");
        }

        SomeUnits units() {
            return new SomeUnits(lines);
        }
    }

    /** The values that HTTP has in the path, and in the body. */
    record ReturnReceipt(
            UUID returnId,
            @NotNull ReturnCondition condition,
            @Nullable Money credit,
            @Nullable @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines) {
        ReturnReceipt {
            Objects.requireNonNull(returnId, "returnId");
        }

        Receipt receipt() {
            return new Receipt(condition, credit, lines);
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
                new ChannelCommand<>("order.credit.v1", NewCredit.class, payments::credit),
                new ChannelCommand<>(
                        "order.deliver.v1",
                        ShipmentEnd.class,
                        (id, end, headers) -> shipments.deliver(id, end.shipmentId(), end.units(), headers)),
                new ChannelCommand<>(
                        "order.lose-shipment.v1",
                        ShipmentEnd.class,
                        (id, end, headers) -> shipments.lose(id, end.shipmentId(), end.units(), headers)),
                new ChannelCommand<>(
                        "order.return-shipment-to-sender.v1",
                        ShipmentEnd.class,
                        (id, end, headers) -> shipments.returnToSender(id, end.shipmentId(), end.units(), headers)),
                new ChannelCommand<>(
                        "order.receive-return.v1",
                        ReturnReceipt.class,
                        (id, back, headers) -> returns.receive(id, back.returnId(), back.receipt(), headers)));
    }
}
