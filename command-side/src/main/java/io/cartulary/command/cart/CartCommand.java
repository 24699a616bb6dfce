package io.cartulary.command.cart;

import io.cartulary.command.cart.Lines.Line;
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

/** What can be wished of a cart. */
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
     * A wish for which the cart has to be active, or else it becomes active by it: abandoned ones come back, and frozen
     * ones thaw when their time is over.
     *
     * @param at when it was wished
     */
    record At(Instant at, Wish wish) implements CartCommand {}

    /** End a freeze before its time. */
    record Unfreeze() implements CartCommand {}

    /** Nobody has acted on the cart for long; nothing for someone who acts on it, so it wakes no one up. */
    record Abandon(Instant at, Instant idleSince) implements CartCommand {}

    /** The other cart has taken this one in. */
    record CloseMerged(UUID mergeId) implements CartCommand {}

    /** The other cart has refused to take this one in under this merge id. */
    record CallMergeOff(UUID mergeId) implements CartCommand {}

    /** What can be wished of an active cart. */
    sealed interface Wish {}

    /**
     * @param lineId for the line, should this need a new one: made for this command alone, so that a cart that has it has
     *     carried this command out
     * @param quantity how many units to put in
     * @param offer what the product register says of the sku, null when it is not on sale
     */
    record AddItem(
            UUID lineId, String sku, int quantity, @Nullable Offer offer) implements Wish {}

    /**
     * @param quantity how many units the line shall have; 0 removes it
     * @param offer what the product register says of the line's product, null when it is not on sale; needed only if the
     *     line grows
     */
    record ChangeQuantity(
            UUID lineId, int quantity, @Nullable Offer offer) implements Wish {}

    record RemoveItem(UUID lineId) implements Wish {}

    record Clear() implements Wish {}

    /** @param offers what the product register says of each sku that is on sale; the others keep their prices */
    record Reprice(Map<String, Offer> offers) implements Wish {
        public Reprice {
            offers = Map.copyOf(offers);
        }
    }

    record SetShippingAddress(Address address) implements Wish {}

    record SetContact(Contact contact) implements Wish {}

    /**
     * Order it.
     *
     * @param cartId its own id, which is to be the order's
     * @param expectedTotal what the shopper has been shown
     */
    record CheckOut(UUID cartId, Money expectedTotal) implements Wish {}

    /** Make it a customer's cart. */
    record Assign(String customerId) implements Wish {}

    /**
     * Have the lines again that it had, as far as they are on sale.
     *
     * @param fromVersion the version at which it had them
     * @param lines null when there was no such version
     * @param offers what the product register says of each sku that is on sale
     */
    record Restore(long fromVersion, @Nullable Lines lines, Map<String, Offer> offers) implements Wish {
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

    /** Take no wishes until then. */
    record Freeze(Instant until) implements Wish {}

    /** Go into another cart: the first of the three steps of a {@link Merger}. */
    record BeginMerge(UUID mergeId, UUID targetId, long targetVersion, MergeMode mode) implements Wish {}

    /**
     * Take another cart in: the second step, and the one that decides.
     *
     * @param sourceVersion the other cart's version since it takes no wishes
     * @param lines what it has
     */
    record TakeIn(UUID mergeId, UUID sourceId, long sourceVersion, Currency currency, Lines lines, MergeMode mode)
            implements Wish {}
}
