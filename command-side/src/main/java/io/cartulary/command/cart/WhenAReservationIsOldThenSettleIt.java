package io.cartulary.command.cart;

import io.cartulary.command.cart.Cart.CheckedOut;
import io.cartulary.command.cart.CartCommand.CallCheckoutOff;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.policy.DelayedPolicy;
import io.cartulary.command.promotion.PromotionConfig;
import io.cartulary.command.promotion.Redemptions;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.RedemptionEvent.RedemptionReserved;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * Settles a reservation whose checkout is unknown for {@link PromotionConfig#settleAfter}, by asking the cart: it was
 * checked out with the discount, and the redemption is completed; or it was not, and the reservation is released.
 *
 * <p>A cart that is not checked out may still be about to be, by a service that was suspended. So its version is moved
 * first: the checkout is for the earlier version only.
 */
@ApplicationScoped
class WhenAReservationIsOldThenSettleIt implements DelayedPolicy {

    private static final String NAME = "settle-reservations";

    private final CommandHandler commands;
    private final StateCache streams;
    private final Redemptions redemptions;
    private final PromotionConfig config;

    WhenAReservationIsOldThenSettleIt(
            CommandHandler commands, StateCache streams, Redemptions redemptions, PromotionConfig config) {
        this.commands = commands;
        this.streams = streams;
        this.redemptions = redemptions;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<EventType> when() {
        return Set.of(EventType.REDEMPTION_RESERVED);
    }

    @Override
    public Duration delay() {
        return config.settleAfter();
    }

    @Override
    public Uni<Void> then(Envelope event) {
        var reserved = (RedemptionReserved) event.event();
        return redemptions
                .current(event.streamId())
                .chain(count -> count.hasReserved(reserved.cartId(), reserved.cartVersion())
                        ? settle(event.streamId(), reserved, CommandMetadata.following(event, NAME))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> settle(StreamId limit, RedemptionReserved reserved, CommandMetadata metadata) {
        UUID id = reserved.cartId();
        StreamId cart = Cart.stream(id);
        return commands.handle(Cart.DECIDER, cart, new CallCheckoutOff(reserved.cartVersion()), metadata)
                .chain(() -> streams.current(Cart.DECIDER.fold(), cart))
                .chain(current -> current.state() instanceof CheckedOut checkedOut && checkedOut.hasRedeemed(limit)
                        ? redemptions.complete(limit, id, metadata)
                        : Uni.createFrom().voidItem())
                // a reservation of a checkout that was completed before is left: it doesn't count twice
                .chain(() -> redemptions.release(limit, id, reserved.cartVersion(), metadata));
    }
}
