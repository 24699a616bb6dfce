package io.cartulary.query.order;

import io.cartulary.contracts.Attention.Reason;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An order in a list.
 *
 * @param units the number of units of all lines
 * @param attention why its money needs attention; empty when the amounts add up
 */
@RegisterForReflection
public record OrderEntry(
        UUID id,
        long version,
        String number,
        OrderView.State state,
        Owner owner,
        int units,
        Money total,
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
