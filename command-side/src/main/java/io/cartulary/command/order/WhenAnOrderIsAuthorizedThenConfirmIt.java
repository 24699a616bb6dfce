package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.order.OrderCommand.Confirm;
import io.cartulary.command.policy.Policy;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * An order may be shipped when the amount owed is paid or authorized. The order itself decides: it rejects the command
 * when an amount is missing, or when the order is held or cancelled.
 */
@ApplicationScoped
class WhenAnOrderIsAuthorizedThenConfirmIt implements Policy {

    private static final String NAME = "confirm-authorized-orders";

    private final CommandHandler commands;
    private final OrderConfig config;

    WhenAnOrderIsAuthorizedThenConfirmIt(CommandHandler commands, OrderConfig config) {
        this.commands = commands;
        this.config = config;
    }

    /**
     * The events that may complete the payment: an edit or a credit lowers the amount owed, and an order may be free.
     */
    @Override
    public Set<EventType> when() {
        return Set.of(
                EventType.PAYMENT_AUTHORIZED,
                EventType.PAYMENT_CAPTURED,
                EventType.PAYMENT_CONTRADICTED,
                EventType.ORDER_PLACED,
                EventType.ORDER_EDITED,
                EventType.ORDER_CREDITED,
                EventType.ORDER_RELEASED,
                EventType.RETURN_RECEIVED);
    }

    @Override
    public Uni<Void> then(Envelope event) {
        return config.confirmWhenAuthorized()
                ? commands.handle(
                                Order.DECIDER, event.streamId(), new Confirm(), CommandMetadata.following(event, NAME))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
