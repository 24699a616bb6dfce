package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.policy.Policy;
import io.cartulary.command.promotion.Redemptions;
import io.cartulary.contracts.CartEvent.CartCheckedOut;
import io.cartulary.contracts.CartEvent.LimitedRedemption;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Completes the redemptions of a checkout whose service was killed before it could. It reads the log only if it could. */
@ApplicationScoped
class WhenACartIsCheckedOutThenCompleteItsRedemptions implements Policy {

    private static final String NAME = "complete-redemptions";

    private final Redemptions redemptions;

    WhenACartIsCheckedOutThenCompleteItsRedemptions(Redemptions redemptions) {
        this.redemptions = redemptions;
    }

    @Override
    public Set<EventType> when() {
        return Set.of(EventType.CART_CHECKED_OUT);
    }

    @Override
    public Uni<Void> then(Envelope event) {
        List<LimitedRedemption> all = ((CartCheckedOut) event.event()).redemptions();
        UUID cart = UUID.fromString(event.streamId().rootId());
        CommandMetadata metadata = CommandMetadata.following(event, NAME);
        return all == null
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(redemption -> redemptions
                                .current(redemption.limit())
                                .chain(count -> count.reserved().containsKey(cart)
                                        ? redemptions.complete(redemption.limit(), cart, metadata)
                                        : Uni.createFrom().voidItem()))
                        .collect()
                        .last();
    }
}
