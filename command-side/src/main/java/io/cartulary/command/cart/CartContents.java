package io.cartulary.command.cart;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Owner;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a cart that is not in a final state.
 *
 * @param version of the cart: the number of its events
 */
record CartContents(
        long version,
        Owner owner,
        Currency currency,
        CartLines lines,
        @Nullable Address address,
        @Nullable Contact contact) {

    static CartContents of(CartCreated created) {
        return new CartContents(1, created.owner(), created.currency(), CartLines.NONE, null, null);
    }

    /** Applies more events. */
    CartContents after(List<CartEvent> events) {
        CartContents after = this;
        for (CartEvent event : events) {
            after = after.after(event);
        }
        return after;
    }

    /** Applies one more event. */
    CartContents after(CartEvent event) {
        return switch (event) {
            case ItemAdded added -> with(lines.plus(added));
            case ItemQuantityChanged changed ->
                with(lines.changing(changed.lineId(), line -> line.withQuantity(changed.to())));
            case ItemRemoved removed -> with(lines.without(removed.lineId()));
            case CartCleared _ -> with(CartLines.NONE);
            case ItemsRepriced repriced -> with(lines.after(repriced));
            case LinesJoined joined -> with(lines.after(joined));
            case CartMerged merged -> with(lines.after(merged));
            case CartRestored restored -> with(CartLines.of(restored));
            case ShippingAddressSet set -> with(set.address());
            case ContactSet set -> with(set.contact());
            case CartAssigned assigned -> with(new Owner.Customer(assigned.customerId()));
            case CartCreated _,
                    CartMergeBegun _,
                    CartMergeCalledOff _,
                    CartMergedInto _,
                    CartFrozen _,
                    CartUnfrozen _,
                    CartCheckedOut _,
                    CartAbandoned _,
                    CartReactivated _ -> with(lines);
        };
    }

    private CartContents with(CartLines changed) {
        return new CartContents(version + 1, owner, currency, changed, address, contact);
    }

    private CartContents with(Owner changed) {
        return new CartContents(version + 1, changed, currency, lines, address, contact);
    }

    private CartContents with(Address changed) {
        return new CartContents(version + 1, owner, currency, lines, changed, contact);
    }

    private CartContents with(Contact changed) {
        return new CartContents(version + 1, owner, currency, lines, address, changed);
    }
}
