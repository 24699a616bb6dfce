package io.cartulary.query.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cartulary.contracts.Attention.Reason;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order in a list.
 *
 * @param paid missing in rows of earlier releases
 * @param balance missing in rows of earlier releases
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderEntry(
        UUID id,
        long version,
        String number,
        OrderView.State state,
        Owner owner,

        @Schema(description = "The number of units of all lines")
        int units,

        Money total,

        @Schema(
                description =
                        "The amount that was captured and not refunded. Missing if the order has had no event since an earlier release")
        @Nullable
        Money paid,

        @Schema(
                description =
                        "The amount still to be paid, as `payment.balance` of the order. When positive, the customer owes it; when negative, the shop does. Missing if the order has had no event since an earlier release")
        @Nullable
        Money balance,

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
                paid(order.payment()),
                order.payment().balance(),
                order.attention().stream()
                        .map(OrderView.Attention::reason)
                        .distinct()
                        .toList(),
                order.placedAt(),
                order.updatedAt());
    }

    private static Money paid(OrderView.Payment payment) {
        return new Money(
                Math.subtractExact(
                        payment.captured().amount(), payment.refunded().amount()),
                payment.captured().currency());
    }
}
