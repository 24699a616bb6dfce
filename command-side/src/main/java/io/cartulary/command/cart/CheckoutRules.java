package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.NewOrder;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checkout of a cart: the shipping address, the contact, and the order itself. */
final class CheckoutRules {

    private CheckoutRules() {}

    static Decision<CartEvent> set(CartContents cart, SetShippingAddress command) {
        return command.address().equals(cart.address())
                ? noChange()
                : accept(new ShippingAddressSet(command.address()));
    }

    static Decision<CartEvent> set(CartContents cart, SetContact command) {
        return command.contact().equals(cart.contact()) ? noChange() : accept(new ContactSet(command.contact()));
    }

    /** The order has the very version whose total the shopper has seen, and is recorded together with this event. */
    static Decision<CartEvent> checkOut(CartContents cart, CheckOut command) {
        @Nullable Address address = cart.address();
        @Nullable Contact contact = cart.contact();
        if (cart.lines().isEmpty()) {
            return reject(CART_EMPTY);
        }
        if (address == null) {
            return reject(ADDRESS_MISSING);
        }
        if (contact == null) {
            return reject(CONTACT_MISSING);
        }
        Totals totals = cart.lines().totals(cart.currency());
        if (!totals.total().equals(command.expectedTotal())) {
            return reject(TOTAL_DIFFERS);
        }
        List<OrderLine> lines = cart.lines().all().stream()
                .map(line -> new OrderLine(line.id(), line.sku(), line.name(), line.quantity(), line.unitPrice()))
                .toList();
        var order = new NewOrder(command.cartId(), cart.version(), cart.owner(), lines, totals, address, contact);
        return accept(List.of(new CartCheckedOut(command.cartId(), totals)), order.begin());
    }
}
