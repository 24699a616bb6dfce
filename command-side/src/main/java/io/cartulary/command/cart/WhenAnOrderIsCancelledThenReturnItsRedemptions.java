package io.cartulary.command.cart;

import io.cartulary.command.cart.Cart.CheckedOut;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.policy.Policy;
import io.cartulary.command.promotion.Redemptions;
import io.cartulary.contracts.CartEvent.LimitedRedemption;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Gives the redemptions of a cancelled order back, if its promotions said so when it was placed. They are complete by then:
 * the checkout is an earlier event of the partition, and policies get the events one after the other.
 */
@ApplicationScoped
class WhenAnOrderIsCancelledThenReturnItsRedemptions implements Policy {

    private static final String NAME = "return-redemptions";

    private final StateCache streams;
    private final Redemptions redemptions;

    WhenAnOrderIsCancelledThenReturnItsRedemptions(StateCache streams, Redemptions redemptions) {
        this.streams = streams;
        this.redemptions = redemptions;
    }

    @Override
    public Set<EventType> when() {
        return Set.of(EventType.ORDER_CANCELLED);
    }

    @Override
    public Uni<Void> then(Envelope event) {
        UUID cart = UUID.fromString(event.streamId().rootId());
        CommandMetadata metadata = CommandMetadata.following(event, NAME);
        return streams.current(Cart.DECIDER.fold(), Cart.stream(cart))
                .onItem()
                .transformToMulti(current -> Multi.createFrom().iterable(returnable(current.state())))
                .onItem()
                .transformToUniAndConcatenate(redemption -> redemptions.giveBack(redemption.limit(), cart, metadata))
                .collect()
                .last();
    }

    private static List<LimitedRedemption> returnable(Cart cart) {
        return cart instanceof CheckedOut checkedOut
                ? checkedOut.redeemed().stream()
                        .filter(LimitedRedemption::returnable)
                        .toList()
                : List.of();
    }
}
