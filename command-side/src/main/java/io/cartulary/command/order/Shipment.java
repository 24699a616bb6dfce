package io.cartulary.command.order;

import io.cartulary.contracts.OrderEvent.LineQuantity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Units given to a carrier.
 *
 * @param onItsWay the units that have neither arrived nor ended otherwise
 * @param endings the distinct endings of its units
 * @param returnId the exchange that it replaces units of; null when it is no replacement
 */
record Shipment(
        UUID id,
        List<LineQuantity> onItsWay,
        List<Ending> endings,
        @Nullable UUID returnId) {

    /** The ending of a unit that a carrier has. */
    enum Ending {
        DELIVERED,
        LOST,
        RETURNED_TO_SENDER
    }

    Shipment {
        onItsWay = List.copyOf(onItsWay);
        endings = List.copyOf(endings);
    }

    boolean isOnItsWay() {
        return !onItsWay.isEmpty();
    }

    Shipment ending(List<LineQuantity> units, Ending ending) {
        return new Shipment(
                id,
                UnitSums.less(onItsWay, units),
                endings.contains(ending) ? endings : ImmutableLists.with(endings, ending),
                returnId);
    }
}
