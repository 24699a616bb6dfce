package io.cartulary.command.cart;

import static java.util.Objects.requireNonNull;

import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.HolderFields;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.Totals;
import io.cartulary.contracts.pricing.PriceCalculation;
import io.cartulary.contracts.pricing.PriceSelection;
import io.cartulary.service.access.Caller;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a cart that is not in a final state.
 *
 * @param version of the cart: the number of its events
 * @param terms under which it is priced; null for a cart that costs what its lines do
 * @param billingAddress of the invoice; null when it goes to the address of the goods
 * @param fields its custom fields, and those of its lines; null for none
 */
record CartContents(
        long version,
        Owner owner,
        Currency currency,
        CartLines lines,
        @Nullable Address address,
        @Nullable Contact contact,
        @Nullable PriceTerms terms,
        @Nullable Address billingAddress,
        @Nullable HolderFields fields) {

    static CartContents of(CartCreated created) {
        return new CartContents(1, created.owner(), created.currency(), CartLines.NONE, null, null, null, null, null);
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

    /** The customer group that its prices are for: the shopper's. Staff who act for the shopper leave it as it is. */
    @Nullable
    String customerGroup(Caller caller) {
        return caller.is(owner) ? caller.customerGroup() : termsOrNone().customerGroup();
    }

    /** How prices of products are selected for it. */
    PriceSelection selection(DecisionContext context) {
        return new PriceSelection(
                currency, address == null ? null : address.country(), customerGroup(context.caller()), context.now());
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
                .map(line -> new OrderLine(
                        line.id(), line.sku(), line.name(), line.quantity(), line.unitPrice(), line.product()))
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
                price,
                billingAddress,
                fieldsOrNone().impersonal().orNull(),
                fieldsOrNone().personal().orNull());
    }

    private CartContents changedBy(CartEvent event) {
        return withPartOf(event)
                .withTerms(PriceTerms.after(terms, event))
                .withFields(HolderFields.after(fields, event));
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
            case BillingAddressSet set -> withBillingAddress(set.address());
            case ContactSet set -> withContact(set.contact());
            case CartAssigned assigned -> withOwner(new Owner.Customer(assigned.customerId()));
            case CartTermsSet _, CodeApplied _, CodeRemoved _, CartShippingMethodSet _, ExternalTaxSet _ -> this;
            case CartFieldsChanged _ -> this;
            case LifecycleEvent _ -> this;
        };
    }

    private CartContents withVersion(long changed) {
        return new CartContents(changed, owner, currency, lines, address, contact, terms, billingAddress, fields);
    }

    private CartContents withOwner(Owner changed) {
        return new CartContents(version, changed, currency, lines, address, contact, terms, billingAddress, fields);
    }

    private CartContents withLines(CartLines changed) {
        return new CartContents(version, owner, currency, changed, address, contact, terms, billingAddress, fields);
    }

    private CartContents withAddress(Address changed) {
        return new CartContents(version, owner, currency, lines, changed, contact, terms, billingAddress, fields);
    }

    private CartContents withBillingAddress(Address changed) {
        return new CartContents(version, owner, currency, lines, address, contact, terms, changed, fields);
    }

    private CartContents withContact(Contact changed) {
        return new CartContents(version, owner, currency, lines, address, changed, terms, billingAddress, fields);
    }

    HolderFields fieldsOrNone() {
        return fields == null ? HolderFields.NONE : fields;
    }

    /** The fields of lines that no longer exist are left out. */
    private CartContents withFields(HolderFields changed) {
        HolderFields left = changed.parts().isEmpty() ? changed : changed.only(lines.ids());
        return left.equals(fieldsOrNone())
                ? this
                : new CartContents(
                        version, owner, currency, lines, address, contact, terms, billingAddress, left.orNull());
    }

    private CartContents withTerms(@Nullable PriceTerms changed) {
        return new CartContents(version, owner, currency, lines, address, contact, changed, billingAddress, fields);
    }
}
