package io.cartulary.query.cart.list;

import io.cartulary.contracts.CartEvent.*;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.view.Transition;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line that a shopper added to a cart and removed again, alone or with all other lines. A lower quantity doesn't
 * count, nor does a line that a restoration or a merge left out.
 */
@RegisterForReflection
public record Removal(
        String sku,
        UUID cartId,
        UUID lineId,
        @Schema(description = "The number of units removed") int quantity,
        @Schema(description = "When they were removed") Instant at) {

    static List<Removal> of(Transition<CartView> step) {
        UUID cart = step.after().id();
        Instant at = step.event().at();
        return switch (step.event().event()) {
            case ItemRemoved(UUID line, String sku, int quantity) ->
                List.of(new Removal(sku, cart, line, quantity, at));
            case CartCleared(List<ClearedLine> lines) ->
                lines.stream()
                        .map(line -> new Removal(line.sku(), cart, line.lineId(), line.quantity(), at))
                        .toList();
            default -> List.of();
        };
    }
}
