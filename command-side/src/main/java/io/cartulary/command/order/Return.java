package io.cartulary.command.order;

import io.cartulary.contracts.OrderEvent.LineQuantity;
import java.util.List;
import java.util.UUID;

/**
 * A return: units that the customer wants to give back, or has given back.
 *
 * @param exchange whether the customer gets the same units again instead of a credit
 * @param received the units that are back
 * @param replaced the units of an exchange that were sent again
 * @param credit the amount that the return takes off what the customer owes, in minor units of the order's currency
 */
record Return(
        UUID id,
        List<LineQuantity> lines,
        Progress progress,
        boolean exchange,
        List<LineQuantity> received,
        List<LineQuantity> replaced,
        long credit) {

    /** The stage of a return. */
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

    /** With more units back; a credit that would overflow is cut off, because a fact can't be rejected. */
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

    /** A replacement was lost or sent back: its units may be sent again. */
    Return replacingLess(List<LineQuantity> units) {
        return new Return(id, lines, progress, exchange, received, UnitSums.less(replaced, units), credit);
    }
}
