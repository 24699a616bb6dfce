package io.cartulary.query.cart.list;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.CartView.State;
import io.cartulary.query.view.Versioned;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The cart that a query for the customer's cart answers with, and the reason.
 *
 * @param cart its members become members of the answer
 */
@RegisterForReflection
public record CustomersCart(@JsonUnwrapped CartView cart, Reason reason) implements Versioned {

    /** Why this cart is selected. */
    @Schema(
            name = "CustomersCartReason",
            description = "`LAST_USED`: of the carts that have lines, this one was used last. "
                    + "`ABANDONED`: the same, but it was abandoned since; a command makes it active again. "
                    + "`EMPTY`: no cart has lines, and this one was used last.")
    public enum Reason {
        LAST_USED,
        ABANDONED,
        EMPTY
    }

    static CustomersCart of(CartView cart) {
        return new CustomersCart(cart, reason(cart));
    }

    private static Reason reason(CartView cart) {
        if (cart.itemCount() == 0) {
            return Reason.EMPTY;
        }
        return cart.state() == State.ABANDONED ? Reason.ABANDONED : Reason.LAST_USED;
    }

    @Override
    public long version() {
        return cart.version();
    }
}
