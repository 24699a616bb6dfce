package io.cartulary.query.order;

import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * A shopper who has just taken a guest's order into an account opens it at once, and perhaps without the token of that
 * command: so a customer's query for a guest's order waits briefly for the change of owner.
 */
@ApplicationScoped
class OrderHandover {

    /** The number of checks. */
    static final int LOOKS = 20;

    /** The pause between two checks: half a second in all. */
    static final Duration PAUSE = Duration.ofMillis(25);

    private final Orders orders;

    OrderHandover(Orders orders) {
        this.orders = orders;
    }

    /** Completes as soon as the order is no longer a guest's, or after the last check. */
    Uni<Void> settled(StreamId stream) {
        return Uni.createFrom()
                .deferred(() -> orders.read(stream))
                .repeat()
                .withDelay(PAUSE)
                .whilst(OrderHandover::isAGuests)
                .select()
                .first(LOOKS)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static boolean isAGuests(Optional<OrderView> found) {
        return found.filter(order -> order.owner() instanceof Owner.Guest).isPresent();
    }
}
