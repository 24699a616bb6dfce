package io.cartulary.command.order;

import io.cartulary.contracts.OrderEvent.LineQuantity;
import java.util.List;
import java.util.UUID;

/**
 * Units that the customer wants to give back, or has.
 *
 * @param exchange whether the customer gets the same units again instead of a credit
 * @param received the units that are back
 * @param replaced the units of an exchange that were sent again
 * @param credit what the customer owes less because of it, in minor units of the order's currency
 */
record Return(
        UUID id,
        List<LineQuantity> lines,
        Progress progress,
        boolean exchange,
        List<LineQuantity> received,
        List<LineQuantity> replaced,
        long credit) {

    /** How far a return has come. */
    enum Progress {
        REQUESTED,
        APPROVED,
        REJECTED,
        PARTIALLY_RECEIVED,
        RECEIVED
    }

    Return {
        lines = List.copyOf(lines);
        received = List.copyOf(received);
        replaced = List.copyOf(replaced);
    }

    /** The units that have not come back. */
    List<LineQuantity> missing() {
        return UnitSums.less(lines, received);
    }

    Return being(Progress changed) {
        return new Return(id, lines, changed, exchange, received, replaced, credit);
    }

    /** More of its units are back; a credit that no amount can hold is cut off, as what has happened can't be refused. */
    Return receiving(List<LineQuantity> units, long credited) {
        List<LineQuantity> all = UnitSums.plus(received, units);
        boolean whole = UnitSums.less(lines, all).isEmpty();
        long sum = credit + credited;
        boolean overflows = ((credit ^ sum) & (credited ^ sum)) < 0;
        return new Return(
                id,
                lines,
                whole ? Progress.RECEIVED : Progress.PARTIALLY_RECEIVED,
                exchange,
                all,
                replaced,
                overflows ? Long.MAX_VALUE : sum);
    }

    Return replacing(List<LineQuantity> units) {
        return new Return(id, lines, progress, exchange, received, UnitSums.plus(replaced, units), credit);
    }

    /** A replacement was lost or sent back: its units may be sent once more. */
    Return replacingLess(List<LineQuantity> units) {
        return new Return(id, lines, progress, exchange, received, UnitSums.less(replaced, units), credit);
    }
}
