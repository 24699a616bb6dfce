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
 * A cart that may be the one that a customer is shown.
 *
 * @param use what decides between several; null when only the cart's view tells
 */
record Candidate(
        UUID cart, Instant createdAt, State state, @Nullable Use use) {

    /** Carts that accept commands, now or by themselves at a later time. */
    static final Set<State> OPEN = EnumSet.of(State.ACTIVE, State.FROZEN, State.ABANDONED);

    /** Carts with something in them first, then the one that was used last. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::hasItems)
            .thenComparing(Candidate::usedAt)
            .thenComparing(Candidate::createdAt)
            .thenComparing(candidate -> candidate.cart().toString())
            .reversed();

    /**
     * @param at when somebody last acted on it
     * @param itemCount how many units are in it
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
