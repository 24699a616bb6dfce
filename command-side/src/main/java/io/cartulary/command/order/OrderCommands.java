package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.contracts.OrderEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Handles commands for orders and maps the outcomes to HTTP responses, for all resources of orders. */
@ApplicationScoped
class OrderCommands {

    private final CommandHandler commands;

    OrderCommands(CommandHandler commands) {
        this.commands = commands;
    }

    Uni<RestResponse<CommandAnswer>> handle(UUID id, OrderCommand command, CommandMetadata metadata) {
        return commands.handle(Order.DECIDER, Order.stream(id), command, metadata)
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }

    /**
     * The same, for a command that makes a part of the order.
     *
     * @param part the id of the part, if the command is carried out now
     * @param partOf the id of the part that an event makes, if it makes one
     */
    Uni<RestResponse<PartAnswer>> handle(
            UUID id,
            OrderCommand command,
            CommandMetadata metadata,
            UUID part,
            Function<OrderEvent, Optional<UUID>> partOf) {
        return commands.handle(Order.DECIDER, Order.stream(id), command, metadata, part, partOf)
                .map(made -> PartAnswer.of(made, id));
    }
}
