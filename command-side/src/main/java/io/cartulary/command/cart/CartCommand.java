package io.cartulary.command.cart;

import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.ExternalTax;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Origin;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.ShippingTerms;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The commands for a cart. */
sealed interface CartCommand {

    /**
     * @param lines the first lines, at present prices; none unless it is a copy
     * @param present what the registers say of its terms; null when they were not looked up
     */
    record Create(
            Owner owner,
            Currency currency,
            Origin origin,
            List<Line> lines,
            @Nullable PresentTerms present) implements CartCommand {
        public Create {
            lines = List.copyOf(lines);
        }

        /** Without a look at the registers. */
        public Create(Owner owner, Currency currency, Origin origin, List<Line> lines) {
            this(owner, currency, origin, lines, null);
        }

        /** An empty cart. */
        public Create(Owner owner, Currency currency) {
            this(owner, currency, new Origin.Empty(), List.of());
        }
    }

    /** End a freeze before its time. */
    record Unfreeze() implements CartCommand {}

    /**
     * Nobody has acted on the cart for a long time. This command is not an action on the cart, so it doesn't make the
     * cart active.
     */
    record Abandon(Instant idleSince) implements CartCommand {}

    /** The other cart contains this cart's lines now. */
    record CloseMerged(UUID mergeId) implements CartCommand {}

    /** The other cart has rejected the merge with this id. */
    record CallMergeOff(UUID mergeId) implements CartCommand {}

    /**
     * A command that needs an active cart, or makes the cart active: an abandoned cart becomes active again, and a
     * frozen cart does once its freeze has expired.
     */
    sealed interface ActiveCartCommand extends CartCommand {}

    /**
     * @param lineId for the line, if the command needs a new one. It is unique to this command, so a cart that has it
     * has carried out this command
     * @param quantity the number of units to add
     * @param offer what the product register says of the sku, null when it is not on sale
     */
    record AddItem(
            UUID lineId, String sku, int quantity, @Nullable Offer offer) implements ActiveCartCommand {}

    /**
     * @param quantity the new number of units of the line; 0 removes the line
     * @param offer what the product register says of the line's product, null when it is not on sale; needed only if
     * the number of units increases
     */
    record ChangeQuantity(
            UUID lineId, int quantity, @Nullable Offer offer) implements ActiveCartCommand {}

    record RemoveItem(UUID lineId) implements ActiveCartCommand {}

    record Clear() implements ActiveCartCommand {}

    /** @param offers what the product register says of each sku that is on sale; the other lines keep their prices */
    record Reprice(Map<String, Offer> offers) implements ActiveCartCommand {
        public Reprice {
            offers = Map.copyOf(offers);
        }
    }

    /**
     * Carry out a command, and price the cart under the terms that the registers have at that moment.
     *
     * @param present what the registers say
     */
    record AtPresentTerms(ActiveCartCommand command, PresentTerms present) implements ActiveCartCommand {}

    /**
     * Enter a code.
     *
     * @param code in capitals
     * @param applied what the registers say of it; null when there is no such code
     */
    record ApplyCode(String code, @Nullable AppliedCode applied) implements ActiveCartCommand {}

    /**
     * Take a code back.
     *
     * @param code in capitals
     */
    record RemoveCode(String code) implements ActiveCartCommand {}

    /**
     * Choose how the goods are sent. It replaces what was chosen before.
     *
     * @param shipping what the register says of the method, with no countries if it has no price in the cart's currency;
     * null when there is no such method
     */
    record ChooseShippingMethod(@Nullable ShippingTerms shipping) implements ActiveCartCommand {}

    /** Set the taxes that another system has calculated. They replace earlier ones. */
    record SetExternalTax(ExternalTax tax) implements ActiveCartCommand {}

    /** Enter something that the order needs besides the lines. It replaces what was entered before. */
    sealed interface DetailCommand extends ActiveCartCommand {

        /** What happens, unless the cart has it already. */
        ContentsEvent event();
    }

    record SetShippingAddress(Address address) implements DetailCommand {
        @Override
        public ContentsEvent event() {
            return new ShippingAddressSet(address);
        }
    }

    record SetContact(Contact contact) implements DetailCommand {
        @Override
        public ContentsEvent event() {
            return new ContactSet(contact);
        }
    }

    /**
     * Order the cart.
     *
     * @param cartId the cart's id, which becomes the order's id
     * @param expectedTotal the total that the shopper has seen: with discounts, shipping and taxes
     */
    record CheckOut(UUID cartId, Money expectedTotal) implements ActiveCartCommand {}

    /** Make the cart a customer's cart. */
    record Assign(String customerId) implements ActiveCartCommand {}

    /**
     * Restore earlier lines, as far as they are on sale.
     *
     * @param fromVersion the version at which the cart had the lines
     * @param lines null when there was no such version
     * @param offers what the product register says of each sku that is on sale
     */
    record Restore(long fromVersion, @Nullable CartLines lines, Map<String, Offer> offers)
            implements ActiveCartCommand {
        public Restore {
            offers = Map.copyOf(offers);
        }

        /** The same command with the register's present offers. */
        Restore with(Map<String, Offer> present) {
            return new Restore(fromVersion, lines, present);
        }

        Set<String> skus() {
            return lines == null ? Set.of() : lines.skus();
        }
    }

    /** Accept no commands until that time. */
    record Freeze(Instant until) implements ActiveCartCommand {}

    /** Merge into another cart: the first of the three steps of a {@link CartMergeProcess}. */
    record BeginMerge(UUID mergeId, UUID targetId, long targetVersion, MergeMode mode) implements ActiveCartCommand {}

    /**
     * Take in another cart: the second step of a merge, which decides its outcome.
     *
     * @param sourceVersion the source's version since it accepts no commands
     * @param lines the source's lines
     * @param codes the source's codes
     */
    record TakeIn(
            UUID mergeId,
            UUID sourceId,
            long sourceVersion,
            Currency currency,
            CartLines lines,
            List<AppliedCode> codes,
            MergeMode mode)
            implements ActiveCartCommand {
        public TakeIn {
            codes = List.copyOf(codes);
        }

        /** Of a source without codes. */
        public TakeIn(
                UUID mergeId, UUID sourceId, long sourceVersion, Currency currency, CartLines lines, MergeMode mode) {
            this(mergeId, sourceId, sourceVersion, currency, lines, List.of(), mode);
        }
    }
}
