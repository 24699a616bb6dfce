package io.cartulary.query.order;

import io.cartulary.contracts.OrderEvent.LineQuantity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Units per line, as sums and differences; lines without units are left out. */
final class LineUnits {

    private LineUnits() {}

    static List<LineQuantity> plus(List<LineQuantity> some, List<LineQuantity> more) {
        List<LineQuantity> all = Stream.concat(some.stream(), more.stream()).toList();
        Map<UUID, Integer> sums = byLine(all);
        return all.stream()
                .map(LineQuantity::lineId)
                .distinct()
                .map(line -> new LineQuantity(line, sums.getOrDefault(line, 0)))
                .toList();
    }

    static List<LineQuantity> less(List<LineQuantity> some, List<LineQuantity> fewer) {
        Map<UUID, Integer> gone = byLine(fewer);
        return some.stream()
                .map(units -> new LineQuantity(units.lineId(), units.quantity() - gone.getOrDefault(units.lineId(), 0)))
                .filter(units -> units.quantity() > 0)
                .toList();
    }

    private static Map<UUID, Integer> byLine(List<LineQuantity> units) {
        return units.stream().collect(Collectors.toMap(LineQuantity::lineId, LineQuantity::quantity, Integer::sum));
    }
}
