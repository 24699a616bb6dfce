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
import io.cartulary.contracts.Totals;
import java.util.List;

/** The checkout of a cart: the details that the shopper enters for it, and the order itself. */
final class CheckoutRules {

    private CheckoutRules() {}

    static Decision<CartEvent> set(CartContents cart, DetailCommand command) {
        ContentsEvent event = command.event();
        return cart.isChangedBy(event) ? accept(event) : noChange();
    }

    /** The order has the very version whose total the shopper has seen, and is recorded together with this event. */
    static Decision<CartEvent> checkOut(CartContents cart, CheckOut command) {
        if (cart.lines().isEmpty()) {
            return reject(CART_EMPTY);
        }
        if (cart.address() == null) {
            return reject(ADDRESS_MISSING);
        }
        if (cart.contact() == null) {
            return reject(CONTACT_MISSING);
        }
        Totals totals = cart.lines().totals(cart.currency());
        if (!totals.total().equals(command.expectedTotal())) {
            return reject(TOTAL_DIFFERS);
        }
        var order = new NewOrder(command.cartId(), cart.ordered(NewOrder.number(command.cartId()), totals));
        return accept(List.of(new CartCheckedOut(command.cartId(), totals)), order.begin());
    }
}
