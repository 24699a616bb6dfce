package io.cartulary.command.cart;

import static java.util.Objects.requireNonNull;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.Totals;
import io.cartulary.contracts.pricing.PriceCalculation;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a cart that is not in a final state.
 *
 * @param version of the cart: the number of its events
 * @param terms under which it is priced; null for a cart that costs what its lines do
 */
record CartContents(
        long version,
        Owner owner,
        Currency currency,
        CartLines lines,
        @Nullable Address address,
        @Nullable Contact contact,
        @Nullable PriceTerms terms) {

    static CartContents of(CartCreated created) {
        return new CartContents(1, created.owner(), created.currency(), CartLines.NONE, null, null, null);
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
        return changedBy(event).withVersion(version + 1);
    }

    /** Whether it has other contents after the event. */
    boolean isChangedBy(ContentsEvent event) {
        return !changedBy(event).equals(this);
    }

    PriceTerms termsOrNone() {
        return terms == null ? PriceTerms.NONE : terms;
    }

    /** What it costs at that time under other terms. */
    PricedCart price(PriceTerms others, Instant at) {
        return PriceCalculation.of(currency, lines.priceable(), others, at);
    }

    /**
     * The order that starts with these contents. They have an address and a contact.
     *
     * @param price under its terms
     */
    OrderPlaced ordered(String number, Totals totals, PricedCart price) {
        List<OrderLine> ordered = lines.all().stream()
                .map(line -> new OrderLine(line.id(), line.sku(), line.name(), line.quantity(), line.unitPrice()))
                .toList();
        return new OrderPlaced(
                number,
                version,
                owner,
                ordered,
                totals,
                requireNonNull(address),
                requireNonNull(contact),
                termsOrNone(),
                price);
    }

    private CartContents changedBy(CartEvent event) {
        return withPartOf(event).withTerms(PriceTerms.after(terms, event));
    }

    private CartContents withPartOf(CartEvent event) {
        return switch (event) {
            case ItemAdded added -> withLines(lines.plus(added));
            case ItemQuantityChanged changed ->
                withLines(lines.changing(changed.lineId(), line -> line.withQuantity(changed.to())));
            case ItemRemoved removed -> withLines(lines.without(removed.lineId()));
            case CartCleared _ -> withLines(CartLines.NONE);
            case ItemsRepriced repriced -> withLines(lines.after(repriced));
            case LinesJoined joined -> withLines(lines.after(joined));
            case CartMerged merged -> withLines(lines.after(merged));
            case CartRestored restored -> withLines(CartLines.of(restored));
            case ShippingAddressSet set -> withAddress(set.address());
            case ContactSet set -> withContact(set.contact());
            case CartAssigned assigned -> withOwner(new Owner.Customer(assigned.customerId()));
            case CartTermsSet _, CodeApplied _, CodeRemoved _, CartShippingMethodSet _, ExternalTaxSet _ -> this;
            case LifecycleEvent _ -> this;
        };
    }

    private CartContents withVersion(long changed) {
        return new CartContents(changed, owner, currency, lines, address, contact, terms);
    }

    private CartContents withOwner(Owner changed) {
        return new CartContents(version, changed, currency, lines, address, contact, terms);
    }

    private CartContents withLines(CartLines changed) {
        return new CartContents(version, owner, currency, changed, address, contact, terms);
    }

    private CartContents withAddress(Address changed) {
        return new CartContents(version, owner, currency, lines, changed, contact, terms);
    }

    private CartContents withContact(Contact changed) {
        return new CartContents(version, owner, currency, lines, address, changed, terms);
    }

    private CartContents withTerms(@Nullable PriceTerms changed) {
        return new CartContents(version, owner, currency, lines, address, contact, changed);
    }
}
