package io.cartulary.query.cart.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.cart.CartView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A cart that is abandoned and unused since, as it was at its abandonment. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AbandonedCart(
        UUID id,
        Owner owner,
        int itemCount,
        Money total,

        @Schema(description = "When its last event before the abandonment was recorded")
        Instant idleSince,

        @Schema(description = "When it was abandoned") Instant abandonedAt,

        @Schema(description = "The custom fields of the cart; missing when it has none") @Nullable
        CustomFields fields) {

    static AbandonedCart of(CartView cart, Instant idleSince, Instant abandonedAt) {
        return new AbandonedCart(
                cart.id(), cart.owner(), cart.itemCount(), cart.total(), idleSince, abandonedAt, cart.fields());
    }
}
