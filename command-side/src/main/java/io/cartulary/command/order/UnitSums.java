package io.cartulary.command.order;

import io.cartulary.contracts.OrderEvent.LineQuantity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sums and differences of units by line; lines with no units are left out. */
final class UnitSums {

    private UnitSums() {}

    static List<LineQuantity> plus(List<LineQuantity> some, List<LineQuantity> more) {
        return of(Stream.concat(some.stream(), more.stream()).toList());
    }

    /** The difference by line, at least zero. */
    static List<LineQuantity> less(List<LineQuantity> some, List<LineQuantity> fewer) {
        Map<UUID, Integer> gone = byLine(fewer);
        return of(some).stream()
                .map(units -> new LineQuantity(units.lineId(), units.quantity() - gone.getOrDefault(units.lineId(), 0)))
                .filter(units -> units.quantity() > 0)
                .toList();
    }

    /** Whether the first list contains all units of the second. */
    static boolean contain(List<LineQuantity> all, List<LineQuantity> some) {
        Map<UUID, Integer> available = byLine(all);
        return some.stream().allMatch(units -> units.quantity() <= available.getOrDefault(units.lineId(), 0));
    }

    private static List<LineQuantity> of(List<LineQuantity> units) {
        Map<UUID, Integer> sums = byLine(units);
        return units.stream()
                .map(LineQuantity::lineId)
                .distinct()
                .map(line -> new LineQuantity(line, sums.getOrDefault(line, 0)))
                .toList();
    }

    private static Map<UUID, Integer> byLine(List<LineQuantity> units) {
        return units.stream().collect(Collectors.toMap(LineQuantity::lineId, LineQuantity::quantity, Integer::sum));
    }
}
