package io.cartulary.query.order;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * What lists tell of an order.
 *
 * @param units of all lines together
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
        Instant placedAt,
        Instant updatedAt) {

    public static OrderEntry of(OrderView order) {
        return new OrderEntry(
                order.id(),
                order.version(),
                order.number(),
                order.state(),
                order.owner(),
                order.totals().units(),
                order.totals().total(),
                order.placedAt(),
                order.updatedAt());
    }
}
