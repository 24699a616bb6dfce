package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.order.OrderCommand.Complete;
import io.cartulary.command.policy.IdlePolicy;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Completes orders without an event for {@link OrderConfig#completeAfter}; orders that are not delivered or not settled
 * reject the command and stay as they are.
 */
@ApplicationScoped
class WhenAnOrderIsSettledThenCompleteIt implements IdlePolicy {

    private static final String NAME = "complete-settled-orders";

    private final CommandHandler commands;
    private final OrderConfig config;

    WhenAnOrderIsSettledThenCompleteIt(CommandHandler commands, OrderConfig config) {
        this.commands = commands;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String category() {
        return Order.CATEGORY;
    }

    @Override
    public Duration idle() {
        return config.completeAfter();
    }

    @Override
    public Uni<Void> then(StreamId stream, long version, Instant since) {
        return commands.handle(
                        Order.DECIDER,
                        stream,
                        new Complete(),
                        CommandMetadata.afterRestOf(stream, version, since.plus(idle()), NAME))
                .replaceWithVoid();
    }
}
