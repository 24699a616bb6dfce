package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartCommand.CheckOut;
import io.cartulary.command.cart.CartCommand.DetailCommand;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.NewOrder;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.CartEvent.CartCheckedOut;
import io.cartulary.contracts.CartEvent.ContentsEvent;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.Totals;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The checkout of a cart: the details that the shopper enters for it, and the order itself. */
final class CheckoutRules {

    private CheckoutRules() {}

    static Decision<CartEvent> set(CartContents cart, DetailCommand command) {
        ContentsEvent event = command.event();
        return cart.isChangedBy(event) ? accept(event) : noChange();
    }

    /** The order has the very version whose total the shopper has seen, and is recorded together with this event. */
    static Decision<CartEvent> checkOut(CartContents cart, CheckOut command, Instant now) {
        if (cart.lines().isEmpty()) {
            return reject(CART_EMPTY);
        }
        if (cart.address() == null) {
            return reject(ADDRESS_MISSING);
        }
        if (cart.contact() == null) {
            return reject(CONTACT_MISSING);
        }
        PriceTerms terms = cart.termsOrNone();
        if (!terms.shippingIsOffered()) {
            return reject(SHIPPING_METHOD_NOT_OFFERED);
        }
        if (!terms.externalTaxFits()) {
            return reject(EXTERNAL_TAX_STALE);
        }
        PricedCart price = cart.price(terms, now);
        var total = new Money(price.total(), cart.currency());
        if (!total.equals(command.expectedTotal())) {
            return reject(TOTAL_DIFFERS);
        }
        Totals totals = cart.lines().totals(cart.currency());
        var order = new NewOrder(command.cartId(), cart.ordered(NewOrder.number(command.cartId()), totals, price));
        var checkedOut = new CartCheckedOut(command.cartId(), totals, cart.terms() == null ? null : total);
        return accept(List.of(checkedOut), order.begin());
    }

    /** The same under the terms that the registers have now. */
    static Decision<CartEvent> checkOut(CartContents cart, CheckOut command, PresentTerms present, Instant now) {
        List<CartEvent> terms = PriceRules.termsSet(cart, present).toList();
        Decision<CartEvent> decision = checkOut(cart.after(terms), command, now);
        return decision instanceof Decision.Accepted<CartEvent>(List<CartEvent> events, var startsStream)
                ? new Decision.Accepted<>(
                        Stream.concat(terms.stream(), events.stream()).toList(), startsStream)
                : decision;
    }
}
