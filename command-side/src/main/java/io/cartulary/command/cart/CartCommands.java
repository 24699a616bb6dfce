package io.cartulary.command.cart;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.http.CommandAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Handles commands for carts and maps the outcomes to HTTP responses, for all resources of carts. */
@ApplicationScoped
class CartCommands {

    private final CommandHandler commands;
    private final Registers registers;

    CartCommands(CommandHandler commands, Registers registers) {
        this.commands = commands;
        this.registers = registers;
    }

    Uni<RestResponse<CommandAnswer>> handle(UUID id, CartCommand command, CommandMetadata metadata) {
        return commands.handle(Cart.DECIDER, Cart.stream(id), command, metadata)
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }

    /** Carries out a command, and prices the cart under present terms. */
    Uni<RestResponse<CommandAnswer>> price(UUID id, ActiveCartCommand command, CommandMetadata metadata) {
        return registers.about(id).chain(present -> handle(id, new AtPresentTerms(command, present), metadata));
    }
}
