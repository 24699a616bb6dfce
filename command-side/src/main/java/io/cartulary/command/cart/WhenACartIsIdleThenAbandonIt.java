package io.cartulary.command.cart;

import io.cartulary.command.cart.CartCommand.Abandon;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.policy.IdlePolicy;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Abandons carts that nobody has acted on for {@link CartConfig#idle}. Ordered and merged carts reject the command and
 * stay as they are.
 */
@ApplicationScoped
class WhenACartIsIdleThenAbandonIt implements IdlePolicy {

    private static final String NAME = "abandon-idle-carts";

    private final CommandHandler commands;
    private final CartConfig config;

    WhenACartIsIdleThenAbandonIt(CommandHandler commands, CartConfig config) {
        this.commands = commands;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String category() {
        return Cart.CATEGORY;
    }

    @Override
    public Duration idle() {
        return config.idle();
    }

    @Override
    public Uni<Void> then(StreamId stream, long version, Instant since) {
        return commands.handle(
                        Cart.DECIDER,
                        stream,
                        new Abandon(since),
                        CommandMetadata.afterRestOf(stream, version, since.plus(idle()), NAME))
                .replaceWithVoid();
    }
}
