package io.cartulary.command.cart;

import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Origin;
import io.cartulary.contracts.Owner;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The commands for a cart. */
sealed interface CartCommand {

    /** @param lines what it begins with, at present prices; none unless it is a copy */
    record Create(Owner owner, Currency currency, Origin origin, List<Line> lines) implements CartCommand {
        public Create {
            lines = List.copyOf(lines);
        }

        /** An empty cart. */
        public Create(Owner owner, Currency currency) {
            this(owner, currency, new Origin.Empty(), List.of());
        }
    }

    /**
     * A command that needs an active cart, or makes the cart active: abandoned ones come back, and frozen
     * ones thaw when their time is over.
     *
     * @param at when it was sent
     */
    record At(Instant at, ActiveCartCommand command) implements CartCommand {}

    /** End a freeze before its time. */
    record Unfreeze() implements CartCommand {}

    /** Nobody has acted on the cart for long; nothing for someone who acts on it, so it wakes no one up. */
    record Abandon(Instant at, Instant idleSince) implements CartCommand {}

    /** The other cart has taken this one in. */
    record CloseMerged(UUID mergeId) implements CartCommand {}

    /** The other cart has refused to take this one in under this merge id. */
    record CallMergeOff(UUID mergeId) implements CartCommand {}

    /** A command for an active cart. */
    sealed interface ActiveCartCommand {}

    /**
     * @param lineId for the line, should this need a new one: made for this command alone, so that a cart that has it has
     *     carried this command out
     * @param quantity how many units to put in
     * @param offer what the product register says of the sku, null when it is not on sale
     */
    record AddItem(
            UUID lineId, String sku, int quantity, @Nullable Offer offer) implements ActiveCartCommand {}

    /**
     * @param quantity how many units the line shall have; 0 removes it
     * @param offer what the product register says of the line's product, null when it is not on sale; needed only if the
     *     line grows
     */
    record ChangeQuantity(
            UUID lineId, int quantity, @Nullable Offer offer) implements ActiveCartCommand {}

    record RemoveItem(UUID lineId) implements ActiveCartCommand {}

    record Clear() implements ActiveCartCommand {}

    /** @param offers what the product register says of each sku that is on sale; the others keep their prices */
    record Reprice(Map<String, Offer> offers) implements ActiveCartCommand {
        public Reprice {
            offers = Map.copyOf(offers);
        }
    }

    record SetShippingAddress(Address address) implements ActiveCartCommand {}

    record SetContact(Contact contact) implements ActiveCartCommand {}

    /**
     * Order it.
     *
     * @param cartId its own id, which is to be the order's
     * @param expectedTotal what the shopper has been shown
     */
    record CheckOut(UUID cartId, Money expectedTotal) implements ActiveCartCommand {}

    /** Make it a customer's cart. */
    record Assign(String customerId) implements ActiveCartCommand {}

    /**
     * Have the lines again that it had, as far as they are on sale.
     *
     * @param fromVersion the version at which it had them
     * @param lines null when there was no such version
     * @param offers what the product register says of each sku that is on sale
     */
    record Restore(long fromVersion, @Nullable CartLines lines, Map<String, Offer> offers)
            implements ActiveCartCommand {
        public Restore {
            offers = Map.copyOf(offers);
        }

        /** The same, with what the register says now. */
        Restore with(Map<String, Offer> present) {
            return new Restore(fromVersion, lines, present);
        }

        Set<String> skus() {
            return lines == null ? Set.of() : lines.skus();
        }
    }

    /** Accept no commands until then. */
    record Freeze(Instant until) implements ActiveCartCommand {}

    /** Go into another cart: the first of the three steps of a {@link CartMergeProcess}. */
    record BeginMerge(UUID mergeId, UUID targetId, long targetVersion, MergeMode mode) implements ActiveCartCommand {}

    /**
     * Take another cart in: the second step, and the one that decides.
     *
     * @param sourceVersion the other cart's version since it accepts no commands
     * @param lines what it has
     */
    record TakeIn(UUID mergeId, UUID sourceId, long sourceVersion, Currency currency, CartLines lines, MergeMode mode)
            implements ActiveCartCommand {}
}
