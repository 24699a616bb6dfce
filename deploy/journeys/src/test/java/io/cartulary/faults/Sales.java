package io.cartulary.faults;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The expected sales report from the events of all orders, in a register of euros. It is calculated here, without any
 * of the service's own calculations.
 */
final class Sales {

    private final ZoneId zone;
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<LocalDate, Line> days = new TreeMap<>();
    private final Line all = new Line();

    private Sales(ZoneId zone) {
        this.zone = zone;
    }

    /** For the events recorded until then, by the days of that zone. */
    static Sales upTo(Instant moment, ZoneId zone, Folds folds) {
        var sales = new Sales(zone);
        folds.events().filter(event -> !event.at().isAfter(moment)).forEach(sales::add);
        return sales;
    }

    JsonNode report(LocalDate from, LocalDate to) {
        ObjectNode report = Folds.JSON
                .createObjectNode()
                .put("from", from.toString())
                .put("to", to.toString())
                .put("zone", zone.getId());
        var lines = report.putArray("days");
        days.forEach((day, line) -> lines.addObject().put("day", day.toString()).set("sales", line.json()));
        var totals = report.putArray("totals");
        if (!days.isEmpty()) {
            totals.add(all.json());
        }
        return Folds.json(report);
    }

    /** The amounts of one order, as far as they are counted. */
    private static final class Order {

        private long total;
        private long credited;
        private long returned;
        private long captured;
        private long refunded;
        private long meant;
        private boolean cancelled;
        private final Map<UUID, Long> prices = new HashMap<>();
        private final Map<UUID, Integer> out = new HashMap<>();

        /** The amount by which refunds for shipped goods lower the amount owed. */
        long conceded() {
            if (cancelled) {
                return 0;
            }
            long due = total - credited - returned;
            long value = out.entrySet().stream()
                    .mapToLong(units -> units.getValue() * requireNonNull(prices.get(units.getKey())))
                    .sum();
            long beyondWhatTheShopOwed = Math.max(0, refunded - Math.max(0, captured - due));
            return Math.max(0, Math.min(Math.min(meant, beyondWhatTheShopOwed), value - credited - returned));
        }

        void move(List<LineQuantity> lines, int direction) {
            lines.forEach(units -> out.merge(units.lineId(), direction * units.quantity(), Integer::sum));
        }
    }

    private void add(RecordedEvent event) {
        if (!event.streamId().category().equals("order")) {
            return;
        }
        Order order = orders.computeIfAbsent(event.streamId().rootId(), _ -> new Order());
        long conceded = order.conceded();
        switch (event.event()) {
            case OrderPlaced placed -> {
                order.total = euros(placed.total());
                placed.lines().forEach(line -> order.prices.put(line.lineId(), euros(line.unitPrice())));
                add(event, new Line(1, order.total, 0, 0, 0, 0));
            }
            case OrderEdited edited -> {
                add(event, new Line(0, 0, euros(edited.totalAfter()) - order.total, 0, 0, 0));
                order.total = euros(edited.totalAfter());
                edited.deltas().forEach(line -> order.prices.put(line.lineId(), euros(line.unitPrice())));
            }
            case OrderCancelled _ -> {
                add(event, new Line(0, 0, 0, -(order.total - order.credited - order.returned - conceded), 0, 0));
                order.cancelled = true;
                return;
            }
            case ReturnReceived received -> {
                order.returned += euros(received.credit());
                add(event, new Line(0, 0, 0, 0, -euros(received.credit()), 0));
            }
            case OrderCredited credit -> {
                order.credited += euros(credit.amount());
                add(event, new Line(0, 0, 0, 0, 0, -euros(credit.amount())));
            }
            case PaymentCaptured captured -> order.captured += euros(captured.amount());
            case RefundIssued refund -> {
                order.refunded += euros(refund.amount());
                order.meant += Boolean.TRUE.equals(refund.concession()) ? euros(refund.amount()) : 0;
            }
            case ShipmentCreated shipment -> order.move(shipment.lines(), 1);
            case ShipmentLost lost -> order.move(lost.lines(), -1);
            case ShipmentReturnedToSender back -> order.move(back.lines(), -1);
            default -> {}
        }
        if (order.conceded() != conceded) {
            add(event, new Line(0, 0, 0, 0, 0, conceded - order.conceded()));
        }
    }

    private void add(RecordedEvent event, Line change) {
        days.computeIfAbsent(event.at().atZone(zone).toLocalDate(), _ -> new Line())
                .add(change);
        all.add(change);
    }

    private static long euros(Money money) {
        if (!money.currency().getCurrencyCode().equals("EUR")) {
            throw new AssertionError("the stories are told in euros");
        }
        return money.amount();
    }

    private static final class Line {

        private long orders;
        private long placed;
        private long edited;
        private long cancelled;
        private long returned;
        private long credited;

        Line() {}

        Line(long orders, long placed, long edited, long cancelled, long returned, long credited) {
            this.orders = orders;
            this.placed = placed;
            this.edited = edited;
            this.cancelled = cancelled;
            this.returned = returned;
            this.credited = credited;
        }

        void add(Line other) {
            orders += other.orders;
            placed += other.placed;
            edited += other.edited;
            cancelled += other.cancelled;
            returned += other.returned;
            credited += other.credited;
        }

        JsonNode json() {
            ObjectNode line =
                    Folds.JSON.createObjectNode().put("currency", "EUR").put("orders", orders);
            put(line, "placed", placed);
            put(line, "edited", edited);
            put(line, "cancelled", cancelled);
            put(line, "returned", returned);
            put(line, "credited", credited);
            put(line, "net", placed + edited + cancelled + returned + credited);
            return line;
        }

        private static void put(ObjectNode line, String name, long amount) {
            line.putObject(name).put("amount", amount).put("currency", "EUR");
        }
    }
}
