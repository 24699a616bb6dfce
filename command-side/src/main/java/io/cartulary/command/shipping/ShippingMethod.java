package io.cartulary.command.shipping;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.register.RegisterEntry;
import io.cartulary.contracts.ShippingEvent;
import io.cartulary.contracts.StreamId;
import java.util.Optional;

/** A way to send goods: where to, and at what price. */
final class ShippingMethod {

    static final Decider<Optional<ShippingEvent>, ShippingEvent, ShippingEvent> DECIDER =
            RegisterEntry.decider(ShippingEvent.class);

    private ShippingMethod() {}

    static StreamId stream(String id) {
        return new StreamId("shipping", id);
    }
}
