package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.pricing.LineCharge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an order, and the progress of their units.
 *
 * @param shipping what the customer pays for the shipping, in minor units; null for nothing
 */
record OrderLines(List<Line> all, @Nullable Long shipping) {

    OrderLines {
        all = List.copyOf(all);
    }

    static OrderLines of(OrderPlaced placed) {
        Map<UUID, LineCharge> charges = LineCharge.of(placed);
        PricedShipping shipping = placed.price().shipping();
        return new OrderLines(
                placed.lines().stream()
                        .map(line -> Line.of(line.lineId(), line.sku(), line.name(), line.quantity(), line.unitPrice())
                                .charged(charges.get(line.lineId())))
                        .toList(),
                shipping == null ? null : shipping.total());
    }

    private OrderLines with(List<Line> changed) {
        return new OrderLines(changed, shipping);
    }

    /**
     * Units of one product at one price.
     *
     * @param quantity the number ordered
     * @param shipped the number of those that a carrier or the customer has, or had
     * @param delivered the number of those that the customer has, or had
     * @param lost the number lost or sent back by the carrier, and not shipped again since
     * @param reserved the number in returns of which no unit is back yet
     * @param received the number that came back from the customer
     * @param replaced the number sent again in exchange
     * @param credited the number that the customer was credited for
     * @param charge what the customer pays for the units placed; null when that is their listed price
     */
    record Line(
            UUID id,
            String sku,
            String name,
            int quantity,
            Money unitPrice,
            int shipped,
            int delivered,
            int lost,
            int reserved,
            int received,
            int replaced,
            int credited,
            @Nullable LineCharge charge) {

        static Line of(UUID id, String sku, String name, int quantity, Money unitPrice) {
            return new Line(id, sku, name, quantity, unitPrice, 0, 0, 0, 0, 0, 0, 0, null);
        }

        private Line charged(@Nullable LineCharge charged) {
            return new Line(
                    id, sku, name, quantity, unitPrice, shipped, delivered, lost, reserved, received, replaced,
                    credited, charged);
        }

        /** Units that are removed from the order need not be shipped again. */
        Line withQuantity(int units) {
            return with(next -> {
                next.quantity = units;
                next.lost = Math.min(lost, Math.max(0, units - shipped));
            });
        }

        Line shipping(int units) {
            return with(next -> {
                next.shipped += units;
                next.lost = Math.max(0, lost - units);
            });
        }

        Line delivering(int units) {
            return with(next -> next.delivered += units);
        }

        Line losing(int units) {
            return with(next -> {
                next.shipped -= units;
                next.lost += units;
            });
        }

        Line reserving(int units) {
            return with(next -> next.reserved += units);
        }

        Line receiving(int units) {
            return with(next -> next.received += units);
        }

        Line replacing(int units) {
            return with(next -> next.replaced += units);
        }

        Line crediting(int units) {
            return with(next -> next.credited += units);
        }

        private Line with(Consumer<Counts> change) {
            var next = new Counts(this);
            change.accept(next);
            return new Line(
                    id,
                    sku,
                    name,
                    next.quantity,
                    unitPrice,
                    next.shipped,
                    next.delivered,
                    next.lost,
                    next.reserved,
                    next.received,
                    next.replaced,
                    next.credited,
                    charge);
        }

        /** The counts of the next line, until it is built. */
        private static final class Counts {

            private int quantity;
            private int shipped;
            private int delivered;
            private int lost;
            private int reserved;
            private int received;
            private int replaced;
            private int credited;

            Counts(Line line) {
                quantity = line.quantity;
                shipped = line.shipped;
                delivered = line.delivered;
                lost = line.lost;
                reserved = line.reserved;
                received = line.received;
                replaced = line.replaced;
                credited = line.credited;
            }
        }

        int unshipped() {
            return quantity - shipped;
        }

        /** A unit that comes back has arrived, even if the carrier has not reported it. */
        int arrived() {
            return Math.max(delivered, Math.min(received, shipped));
        }

        /** Units that the customer has or will have, and that are in no return. */
        int returnable() {
            return receivable() - reserved;
        }

        /** Units that a carrier or the customer has. */
        int receivable() {
            return shipped + replaced - received;
        }

        int creditable() {
            return quantity - credited - received;
        }

        /** @throws ArithmeticException when it overflows */
        long price(int units) {
            return charge == null ? Math.multiplyExact(unitPrice.amount(), units) : charge.of(units);
        }

        /**
         * What further units cost besides those that have come back or were credited: all shares add up.
         *
         * @throws ArithmeticException when it overflows
         */
        long share(int units) {
            int before = received + credited;
            return Math.subtractExact(price(before + units), price(before));
        }
    }

    int units(ToIntFunction<Line> count) {
        return all.stream().mapToInt(count).sum();
    }

    /**
     * What the customer pays for all units and the shipping.
     *
     * @throws ArithmeticException when it overflows
     */
    long total() {
        return all.stream()
                .mapToLong(line -> line.price(line.quantity()))
                .reduce(shipping == null ? 0 : shipping, Math::addExact);
    }

    /**
     * What the customer pays for units, besides those that have come back or were credited.
     *
     * @throws ArithmeticException when it overflows
     */
    long share(List<LineQuantity> units) {
        Map<UUID, Line> lines = byId();
        return units.stream()
                .flatMapToLong(some ->
                        Stream.ofNullable(lines.get(some.lineId())).mapToLong(line -> line.share(some.quantity())))
                .reduce(0, Math::addExact);
    }

    /**
     * The rejection if these are not units of the order's lines: no units, a line twice, an unknown line, or more units
     * than a line has.
     */
    Optional<OrderRejection> objection(
            List<LineQuantity> units, ToIntFunction<Line> available, OrderRejection whenTooMany) {
        if (units.isEmpty()) {
            return Optional.of(NO_LINES);
        }
        if (units.stream().map(LineQuantity::lineId).distinct().count() < units.size()) {
            return Optional.of(LINE_NAMED_TWICE);
        }
        Map<UUID, Line> lines = byId();
        return units.stream()
                .flatMap(some -> objection(some, lines, available, whenTooMany).stream())
                .findFirst();
    }

    private static Optional<OrderRejection> objection(
            LineQuantity units, Map<UUID, Line> lines, ToIntFunction<Line> available, OrderRejection whenTooMany) {
        Line line = lines.get(units.lineId());
        if (line == null) {
            return Optional.of(NO_SUCH_LINE);
        }
        if (units.quantity() < 1) {
            return Optional.of(QUANTITY_OUT_OF_RANGE);
        }
        return units.quantity() > available.applyAsInt(line) ? Optional.of(whenTooMany) : Optional.empty();
    }

    Map<UUID, Line> byId() {
        return all.stream().collect(Collectors.toMap(Line::id, Function.identity(), (first, _) -> first));
    }

    /** With these units counted on their lines; unknown lines are left out. */
    OrderLines counting(List<LineQuantity> units, BiFunction<Line, Integer, Line> count) {
        Map<UUID, Integer> counted =
                units.stream().collect(Collectors.toMap(LineQuantity::lineId, LineQuantity::quantity, Integer::sum));
        return with(all.stream()
                .map(line -> counted.containsKey(line.id()) ? count.apply(line, counted.get(line.id())) : line)
                .toList());
    }

    /** With the quantities of an edit: new lines at the end, lines without units removed. */
    OrderLines edited(List<EditedLine> deltas) {
        Map<UUID, EditedLine> edited =
                deltas.stream().collect(Collectors.toMap(EditedLine::lineId, Function.identity(), (_, last) -> last));
        var lines = new ArrayList<Line>();
        for (Line line : all) {
            EditedLine edit = edited.remove(line.id());
            lines.add(edit == null ? line : line.withQuantity(edit.to()));
        }
        deltas.stream()
                .filter(edit -> edited.remove(edit.lineId(), edit))
                .map(edit -> Line.of(edit.lineId(), edit.sku(), edit.name(), edit.to(), edit.unitPrice()))
                .forEach(lines::add);
        lines.removeIf(line -> line.quantity() == 0);
        return with(lines);
    }
}
