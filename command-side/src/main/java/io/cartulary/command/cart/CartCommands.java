package io.cartulary.command.cart;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartPriceResource.CodeAnswer;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Handles commands for carts and maps the outcomes to HTTP responses, for all resources of carts. */
@ApplicationScoped
class CartCommands {

    private final CommandHandler commands;
    private final Registers registers;
    private final CheckoutProcess checkouts;
    private final StateCache streams;

    CartCommands(CommandHandler commands, Registers registers, CheckoutProcess checkouts, StateCache streams) {
        this.commands = commands;
        this.registers = registers;
        this.checkouts = checkouts;
        this.streams = streams;
    }

    Uni<RestResponse<CommandAnswer>> handle(UUID id, CartCommand command, CommandMetadata metadata) {
        return commands.handle(Cart.DECIDER, Cart.stream(id), command, metadata)
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }

    /** Carries out a command, and prices the cart under present terms. */
    Uni<RestResponse<CommandAnswer>> price(UUID id, ActiveCartCommand command, CommandMetadata metadata) {
        return registers.about(id).chain(present -> handle(id, new AtPresentTerms(command, present), metadata));
    }

    /** Enters a code. The answer, also that to a retry, has what was against its use then. */
    Uni<RestResponse<CodeAnswer>> apply(UUID id, ApplyCode apply, CommandMetadata metadata) {
        return registers
                .about(id)
                .chain(present ->
                        commands.handle(Cart.DECIDER, Cart.stream(id), new AtPresentTerms(apply, present), metadata))
                .chain(outcome -> withheld(id, apply.code(), outcome)
                        .map(reason -> CommandAnswer.of(outcome, Status.OK, id, CodeAnswer.withholding(reason))));
    }

    private Uni<Optional<NotAppliedReason>> withheld(UUID id, String code, Outcome outcome) {
        return outcome instanceof Outcome.Done done
                ? streams.at(Cart.DECIDER.fold(), Cart.stream(id), done.version())
                        .map(cart -> cart instanceof Cart.Open open
                                ? open.contents().termsOrNone().code(code).map(AppliedCode::withheld)
                                : Optional.empty())
                : Uni.createFrom().item(Optional.empty());
    }

    /** Orders the cart, with the redemptions that it needs. */
    Uni<RestResponse<CommandAnswer>> checkOut(CheckOut command, CommandMetadata metadata) {
        return checkouts
                .checkOut(command, metadata)
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, command.cartId()));
    }
}
