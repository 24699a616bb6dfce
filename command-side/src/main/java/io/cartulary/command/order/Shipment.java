package io.cartulary.command.order;

import io.cartulary.contracts.OrderEvent.LineQuantity;
import java.util.List;
import java.util.UUID;

/** Units given to a carrier. */
record Shipment(UUID id, List<LineQuantity> lines, boolean delivered) {

    Shipment {
        lines = List.copyOf(lines);
    }

    Shipment arrived() {
        return new Shipment(id, lines, true);
    }
}
