package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.order.OrderCommand.CancelUnpaid;
import io.cartulary.command.policy.IdlePolicy;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Cancels unpaid orders without an event for {@link OrderConfig#cancelUnpaidAfter}. The order itself decides: one that
 * is confirmed, held, paid in part or shipped rejects the command.
 */
@ApplicationScoped
class WhenAnOrderIsUnpaidThenCancelIt implements IdlePolicy {

    private static final String NAME = "cancel-unpaid-orders";

    private final CommandHandler commands;
    private final OrderConfig config;

    WhenAnOrderIsUnpaidThenCancelIt(CommandHandler commands, OrderConfig config) {
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
    public boolean isOn() {
        return config.cancelUnpaidAfter().isPresent();
    }

    @Override
    public Duration idle() {
        return config.cancelUnpaidAfter().orElseThrow();
    }

    @Override
    public Uni<Void> then(StreamId stream, long version, Instant since) {
        return commands.handle(
                        Order.DECIDER,
                        stream,
                        new CancelUnpaid(),
                        CommandMetadata.afterRestOf(stream, version, since.plus(idle()), NAME))
                .replaceWithVoid();
    }
}
