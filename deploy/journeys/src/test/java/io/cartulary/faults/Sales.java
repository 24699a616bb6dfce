package io.cartulary.faults;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderCancelled;
import io.cartulary.contracts.OrderEvent.OrderEdited;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.OrderEvent.ReturnReceived;
import io.cartulary.query.timeline.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The sales report that the events of all orders add up to, in a register of euros. */
final class Sales {

    /** What an order owes before something happens to it. */
    private final Map<String, Long> owed = new HashMap<>();

    private final Map<LocalDate, Line> days = new TreeMap<>();
    private final Line all = new Line();

    private Sales() {}

    /** Of what was recorded until then. */
    static Sales upTo(Instant moment, Folds folds) {
        var sales = new Sales();
        folds.events().filter(event -> !event.at().isAfter(moment)).forEach(sales::add);
        return sales;
    }

    JsonNode report(LocalDate from, LocalDate to) {
        ObjectNode report =
                Folds.JSON.createObjectNode().put("from", from.toString()).put("to", to.toString());
        var lines = report.putArray("days");
        days.forEach((day, line) -> lines.addObject().put("day", day.toString()).set("sales", line.json()));
        var totals = report.putArray("totals");
        if (!days.isEmpty()) {
            totals.add(all.json());
        }
        return Folds.json(report);
    }

    private void add(Recorded event) {
        String order = event.streamId().rootId();
        switch (event.event()) {
            case OrderPlaced placed -> {
                owed.put(order, euros(placed.totals().total()));
                add(event, new Line(1, euros(placed.totals().total()), 0, 0, 0));
            }
            case OrderEdited edited -> {
                long before = requireNonNull(owed.put(order, euros(edited.totalAfter())));
                add(event, new Line(0, 0, euros(edited.totalAfter()) - before, 0, 0));
            }
            case OrderCancelled _ -> add(event, new Line(0, 0, 0, -requireNonNull(owed.get(order)), 0));
            case ReturnReceived received -> add(event, new Line(0, 0, 0, 0, -euros(received.credit())));
            default -> {}
        }
    }

    private void add(Recorded event, Line change) {
        days.computeIfAbsent(event.at().atOffset(UTC).toLocalDate(), _ -> new Line())
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

        Line() {}

        Line(long orders, long placed, long edited, long cancelled, long returned) {
            this.orders = orders;
            this.placed = placed;
            this.edited = edited;
            this.cancelled = cancelled;
            this.returned = returned;
        }

        void add(Line other) {
            orders += other.orders;
            placed += other.placed;
            edited += other.edited;
            cancelled += other.cancelled;
            returned += other.returned;
        }

        JsonNode json() {
            ObjectNode line =
                    Folds.JSON.createObjectNode().put("currency", "EUR").put("orders", orders);
            put(line, "placed", placed);
            put(line, "edited", edited);
            put(line, "cancelled", cancelled);
            put(line, "returned", returned);
            put(line, "net", placed + edited + cancelled + returned);
            return line;
        }

        private static void put(ObjectNode line, String name, long amount) {
            line.putObject(name).put("amount", amount).put("currency", "EUR");
        }
    }
}
