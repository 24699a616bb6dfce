package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.order.OrderCommand.Assign;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Assigns a guest's order to a customer's account, also for a shopper who only knows the cart that was ordered. */
@ApplicationScoped
public class OrderAssignment {

    private final CommandHandler commands;

    OrderAssignment(CommandHandler commands) {
        this.commands = commands;
    }

    /** @param id the order's, which is its cart's */
    public Uni<Outcome> assign(UUID id, String customerId, CommandMetadata metadata) {
        return commands.handle(Order.DECIDER, Order.stream(id), new Assign(customerId), metadata);
    }
}
