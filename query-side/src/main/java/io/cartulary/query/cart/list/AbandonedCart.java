package io.cartulary.query.cart.list;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.cart.CartView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A cart that is abandoned and unused since, as it was at its abandonment. */
@RegisterForReflection
public record AbandonedCart(
        UUID id,
        Owner owner,
        int itemCount,
        Money total,

        @Schema(description = "When its last event before the abandonment was recorded")
        Instant idleSince,

        @Schema(description = "When it was abandoned") Instant abandonedAt) {

    static AbandonedCart of(CartView cart, Instant idleSince, Instant abandonedAt) {
        return new AbandonedCart(cart.id(), cart.owner(), cart.itemCount(), cart.total(), idleSince, abandonedAt);
    }
}
