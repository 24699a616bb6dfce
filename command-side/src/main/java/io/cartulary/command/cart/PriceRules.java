package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static java.util.stream.Collectors.toSet;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.ExternalTax;
import io.cartulary.contracts.ExternalTax.LineTax;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxAmount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The terms of a cart, on which its price depends besides its lines: codes, shipping, taxes, automatic promotions. */
final class PriceRules {

    /** The maximum number of codes in a cart. */
    static final int MAX_CODES = 10;

    private PriceRules() {}

    /** The events that give the cart its present terms; none when it has them. */
    static Stream<CartEvent> termsSet(CartContents cart, @Nullable PresentTerms present) {
        if (present == null) {
            return Stream.empty();
        }
        @Nullable PriceTerms now = present.of(cart);
        if (now == null) {
            return cart.terms() == null ? Stream.empty() : Stream.of(new CartTermsSet(PriceTerms.NONE));
        }
        return now.equals(cart.terms())
                ? Stream.empty()
                : Stream.of(new CartTermsSet(outdating(cart.termsOrNone(), now)));
    }

    /**
     * Taxes that another system has calculated under other terms are stale. The country alone makes no difference: a new
     * address has made them stale itself.
     */
    private static PriceTerms outdating(PriceTerms before, PriceTerms now) {
        ExternalTax tax = now.externalTax();
        return tax == null || now.withCountry(before.country()).equals(before)
                ? now
                : now.withExternalTax(tax.outdated());
    }

    /** The decision, and the terms that the cart then has by the registers, if it changes the cart. */
    static Decision<CartEvent> thenTerms(CartContents cart, Decision<CartEvent> decision, PresentTerms present) {
        if (!(decision instanceof Decision.Accepted<CartEvent>(List<CartEvent> events, var startsStream))
                || events.isEmpty()) {
            return decision;
        }
        Stream<CartEvent> terms = termsSet(cart.after(events), present);
        return new Decision.Accepted<>(Stream.concat(events.stream(), terms).toList(), startsStream);
    }

    /** A code stays in the cart when it takes nothing off: the price says why. */
    static Decision<CartEvent> apply(CartContents cart, ApplyCode apply) {
        PriceTerms terms = cart.termsOrNone();
        if (terms.code(apply.code()).isPresent()) {
            return noChange();
        }
        AppliedCode applied = apply.applied();
        if (applied == null) {
            return reject(NO_SUCH_CODE);
        }
        return terms.codes().size() >= MAX_CODES ? reject(TOO_MANY_CODES) : accept(new CodeApplied(applied));
    }

    static Decision<CartEvent> remove(CartContents cart, RemoveCode remove) {
        return cart.termsOrNone().code(remove.code()).isPresent() ? accept(new CodeRemoved(remove.code())) : noChange();
    }

    static Decision<CartEvent> choose(CartContents cart, ChooseShippingMethod choose) {
        ShippingTerms shipping = choose.shipping();
        if (shipping == null) {
            return reject(NO_SUCH_SHIPPING_METHOD);
        }
        @Nullable
        String country = cart.address() == null ? null : cart.address().country();
        if (!shipping.price().currency().equals(cart.currency()) || !shipping.goesTo(country)) {
            return reject(SHIPPING_METHOD_NOT_OFFERED);
        }
        return shipping.equals(cart.termsOrNone().shipping())
                ? noChange()
                : accept(new CartShippingMethodSet(shipping));
    }

    /** The taxes are those of the very cart: of this version, and of each of its lines. */
    static Decision<CartEvent> set(CartContents cart, SetExternalTax set, Instant now) {
        ExternalTax tax = set.tax();
        PriceTerms terms = cart.termsOrNone();
        if (tax.equals(terms.externalTax())) {
            return noChange();
        }
        if (tax.cartVersion() != cart.version()) {
            return reject(EXTERNAL_TAX_STALE);
        }
        return isOfItsLines(tax, cart, now) ? accept(new ExternalTaxSet(tax)) : reject(EXTERNAL_TAX_DIFFERS);
    }

    private static boolean isOfItsLines(ExternalTax tax, CartContents cart, Instant now) {
        List<UUID> taxed = tax.lines().stream().map(LineTax::lineId).toList();
        boolean isOfAll = taxed.size() == cart.lines().all().size()
                && Set.copyOf(taxed)
                        .equals(cart.lines().all().stream().map(Line::id).collect(toSet()))
                && (tax.shipping() == null) == (cart.termsOrNone().shipping() == null);
        return isOfAll && isPartOfThePrice(cart.price(cart.termsOrNone().withExternalTax(tax), now));
    }

    /** A tax that is included is no more than the price. */
    private static boolean isPartOfThePrice(PricedCart price) {
        return Stream.concat(
                        price.lines().stream().map(PricedLine::tax),
                        Optional.ofNullable(price.shipping()).map(PricedShipping::tax).stream())
                .flatMap(Stream::ofNullable)
                .mapToLong(TaxAmount::net)
                .allMatch(net -> net >= 0);
    }
}
