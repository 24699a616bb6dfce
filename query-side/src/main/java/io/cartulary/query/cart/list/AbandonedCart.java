package io.cartulary.query.cart.list;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.cart.CartView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A cart that nobody has come back to, as it was left.
 *
 * @param idleSince when the last thing had happened to it
 * @param abandonedAt when it was given up
 */
@RegisterForReflection
public record AbandonedCart(UUID id, Owner owner, int itemCount, Money total, Instant idleSince, Instant abandonedAt) {

    static AbandonedCart of(CartView cart, Instant idleSince, Instant abandonedAt) {
        return new AbandonedCart(cart.id(), cart.owner(), cart.itemCount(), cart.total(), idleSince, abandonedAt);
    }
}
