package io.cartulary.query.cart;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.projection.Versioned;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is in a cart, and what has become of it.
 *
 * @param total of all lines
 * @param itemCount how many units, all lines together
 * @param address where its goods shall go; missing until the shopper says so
 * @param contact how to reach the shopper; missing until they say so
 * @param frozenUntil missing unless the cart is frozen; from this instant on it is active again, without an event
 * @param abandonedAt missing unless the cart is abandoned
 * @param mergedInto the cart it is going or has gone into; missing in all other cases
 * @param order missing until it is ordered
 * @param usedAt when somebody last acted on it: {@code updatedAt}, unless that is when it was abandoned, or when a merge was
 *     called off. Missing in rows of releases that did not tell
 */
public record CartView(
        UUID id,
        long version,
        State state,
        Owner owner,
        Currency currency,
        List<Line> lines,
        Money total,
        int itemCount,
        @Nullable Address address,
        @Nullable Contact contact,
        @Nullable Instant frozenUntil,
        @Nullable Instant abandonedAt,
        @Nullable UUID mergedInto,
        @Nullable UUID order,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant usedAt)
        implements Versioned {

    @Schema(name = "CartState")
    public enum State {
        ACTIVE,
        /** Accepts no commands until its time is over. */
        FROZEN,
        /** Nobody has acted on it for long; who does makes it active again. */
        ABANDONED,
        /** About to go into another cart. */
        MERGING,
        /** Gone into another cart. */
        MERGED,
        /** Ordered. */
        CHECKED_OUT
    }

    /**
     * Units of one product at one price.
     *
     * @param name as the product was called when its first unit was put in
     * @param total the price of all units
     */
    @Schema(name = "CartLine")
    public record Line(UUID lineId, String sku, String name, int quantity, Money unitPrice, Money total) {

        static Line of(UUID lineId, String sku, String name, int quantity, Money unitPrice) {
            return new Line(lineId, sku, name, quantity, unitPrice, unitPrice.times(quantity));
        }

        Line with(int units) {
            return of(lineId, sku, name, units, unitPrice);
        }

        Line with(Money price) {
            return of(lineId, sku, name, quantity, price);
        }
    }

    /** What it is by then, when no event came since. */
    public CartView at(Instant instant) {
        return state == State.FROZEN && frozenUntil != null && !instant.isBefore(frozenUntil) ? thawed() : this;
    }

    private CartView thawed() {
        return new CartView(
                id,
                version,
                State.ACTIVE,
                owner,
                currency,
                lines,
                total,
                itemCount,
                address,
                contact,
                null,
                abandonedAt,
                mergedInto,
                order,
                createdAt,
                updatedAt,
                usedAt);
    }

    /** When somebody last acted on it, as far as that is known. */
    public Instant lastUse() {
        return usedAt == null ? updatedAt : usedAt;
    }

    /** The cart after one more event. */
    public static CartView evolve(@Nullable CartView cart, RecordedEvent recorded) {
        return CartFold.fold(cart, recorded);
    }
}
