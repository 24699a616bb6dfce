package io.cartulary.contracts;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The redemptions that a limit counts, on the stream of what is limited: {@code code:<code>}, {@code promotion:<id>}, or
 * {@code redeemer:<uuid>} for a code or promotion and one customer. A reservation counts as a redemption until it is
 * released.
 */
public sealed interface RedemptionEvent extends CodeEvent, PromotionEvent {

    /** The cart that redeems: its id is the order's, too. */
    UUID cartId();

    /**
     * A cart is about to be checked out. A later one of the same cart replaces it: the cart has one reservation at most.
     *
     * @param cartVersion the only version of the cart that can be checked out with it
     * @param limitOf the code or promotion whose limit per customer it is; null on the stream of a code or promotion
     */
    record RedemptionReserved(
            UUID cartId, long cartVersion, @Nullable StreamId limitOf) implements RedemptionEvent {
        public RedemptionReserved {
            Objects.requireNonNull(cartId, "cartId");
        }
    }

    /** The cart is checked out, with the discount. It counts from now on without the reservation. */
    record RedemptionCompleted(UUID cartId) implements RedemptionEvent {
        public RedemptionCompleted {
            Objects.requireNonNull(cartId, "cartId");
        }
    }

    /** The cart was not checked out with the reservation, and can no longer be. */
    record RedemptionReleased(UUID cartId) implements RedemptionEvent {
        public RedemptionReleased {
            Objects.requireNonNull(cartId, "cartId");
        }
    }

    /** The order was cancelled, and the redemption no longer counts. */
    record RedemptionReturned(UUID cartId) implements RedemptionEvent {
        public RedemptionReturned {
            Objects.requireNonNull(cartId, "cartId");
        }
    }
}
