package io.cartulary.query.shipping;

import io.cartulary.contracts.ShippingEvent;
import io.cartulary.contracts.ShippingEvent.ShippingMethodSet;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shipping method.
 *
 * @param countries where goods can be sent by it
 * @param prices one per currency
 * @param taxCategory null for the standard one
 */
public record ShippingMethodView(
        String id,
        long version,
        String name,
        List<String> countries,
        List<ShippingPrice> prices,
        @Nullable String taxCategory,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The method after the next event. */
    public static ShippingMethodView evolve(@Nullable ShippingMethodView before, RecordedEvent recorded) {
        return switch ((ShippingEvent) recorded.event()) {
            case ShippingMethodSet set ->
                new ShippingMethodView(
                        recorded.streamId().rootId(),
                        recorded.version(),
                        set.name(),
                        set.countries(),
                        set.prices(),
                        set.taxCategory(),
                        before == null ? recorded.at() : before.createdAt(),
                        recorded.at());
        };
    }
}
