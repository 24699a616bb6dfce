package io.cartulary.query.cart;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The contents and the state of a cart.
 *
 * @param total of all lines
 * @param itemCount the number of units of all lines
 * @param address the delivery address; missing until the shopper enters it
 * @param contact the shopper's contact details; missing until the shopper enters them
 * @param frozenUntil missing unless the cart is frozen; the cart is active again from this instant, without an event
 * @param abandonedAt missing unless the cart is abandoned
 * @param mergedInto the target cart of a merge that runs or is complete; missing in all other cases
 * @param order missing until the cart is ordered
 * @param usedAt when the cart was last used: {@code updatedAt}, unless the last event is an abandonment or a cancelled
 *     merge. Missing in rows of earlier releases
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
        /** Accepts no commands until the freeze ends. */
        FROZEN,
        /** Unused for a long time; the next use makes it active again. */
        ABANDONED,
        /** Being merged into another cart. */
        MERGING,
        /** Merged into another cart. */
        MERGED,
        /** Ordered. */
        CHECKED_OUT
    }

    /**
     * Units of one product at one price.
     *
     * @param name the product's name when its first unit was added
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

    /** The state at the instant, if no event follows. */
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

    /** When the cart was last used, as far as it is known. */
    public Instant lastUse() {
        return usedAt == null ? updatedAt : usedAt;
    }

    /** The cart after the next event. */
    public static CartView evolve(@Nullable CartView cart, RecordedEvent recorded) {
        return CartFold.fold(cart, recorded);
    }
}
