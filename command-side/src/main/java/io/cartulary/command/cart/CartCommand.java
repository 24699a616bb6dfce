package io.cartulary.command.cart;

import io.cartulary.contracts.Owner;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be wished of a cart. */
sealed interface CartCommand {

    record Create(Owner owner, Currency currency) implements CartCommand {}

    /**
     * @param lineId for the line, should this need a new one: made for this command alone, so that a cart that has it has
     *     carried this command out
     * @param quantity how many units to put in
     * @param offer what the product register says of the sku, null when it is not on sale
     */
    record AddItem(
            UUID lineId, String sku, int quantity, @Nullable Offer offer) implements CartCommand {}

    /** @param quantity how many units the line shall have; 0 removes it */
    record ChangeQuantity(UUID lineId, int quantity) implements CartCommand {}

    record RemoveItem(UUID lineId) implements CartCommand {}

    record Clear() implements CartCommand {}
}
