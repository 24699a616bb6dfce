package io.cartulary.query.cart.list;

import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.CartView.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cart that a query for the customer's cart may answer with.
 *
 * @param use decides between several candidates; null when only the cart's view has it
 */
record Candidate(
        UUID cart, Instant createdAt, State state, @Nullable Use use) {

    /** Carts that accept commands, now or after a freeze. */
    static final Set<State> OPEN = EnumSet.of(State.ACTIVE, State.FROZEN, State.ABANDONED);

    /** Carts with items first, then the last used one. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::hasItems)
            .thenComparing(Candidate::usedAt)
            .thenComparing(Candidate::createdAt)
            .thenComparing(candidate -> candidate.cart().toString())
            .reversed();

    /**
     * @param at when the cart was last used
     * @param itemCount the number of its units
     */
    record Use(Instant at, int itemCount) {}

    static Candidate of(CartView cart) {
        return new Candidate(cart.id(), cart.createdAt(), cart.state(), new Use(cart.lastUse(), cart.itemCount()));
    }

    boolean isOpen() {
        return OPEN.contains(state);
    }

    boolean hasItems() {
        return use != null && use.itemCount() > 0;
    }

    private Instant usedAt() {
        return use == null ? createdAt : use.at();
    }
}
