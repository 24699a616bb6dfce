package io.cartulary.query.order;

import io.cartulary.contracts.Attention.Reason;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An order in a list. */
@RegisterForReflection
public record OrderEntry(
        UUID id,
        long version,
        String number,
        OrderView.State state,
        Owner owner,

        @Schema(description = "The number of units of all lines")
        int units,

        Money total,

        @Schema(description = "Why its money needs attention; empty when the amounts add up")
        List<Reason> attention,

        Instant placedAt,
        Instant updatedAt) {

    /** Rows of earlier releases have no attention. */
    public OrderEntry {
        attention = Objects.requireNonNullElse(attention, List.of());
    }

    public static OrderEntry of(OrderView order) {
        return new OrderEntry(
                order.id(),
                order.version(),
                order.number(),
                order.state(),
                order.owner(),
                order.totals().units(),
                order.totals().total(),
                order.attention().stream()
                        .map(OrderView.Attention::reason)
                        .distinct()
                        .toList(),
                order.placedAt(),
                order.updatedAt());
    }
}
