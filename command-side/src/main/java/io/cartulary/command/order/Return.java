package io.cartulary.command.order;

import io.cartulary.contracts.OrderEvent.LineQuantity;
import java.util.List;
import java.util.UUID;

/**
 * Units that the customer wants to give back, or has.
 *
 * @param credit what the customer owes less because of it, in minor units of the order's currency; 0 until it is received
 */
record Return(UUID id, List<LineQuantity> lines, Progress progress, long credit) {

    /** How far a return has come. */
    enum Progress {
        REQUESTED,
        APPROVED,
        REJECTED,
        RECEIVED
    }

    Return {
        lines = List.copyOf(lines);
    }

    Return being(Progress changed) {
        return new Return(id, lines, changed, credit);
    }

    Return received(long credited) {
        return new Return(id, lines, Progress.RECEIVED, credited);
    }
}
