package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.DeciderSpecification.CONTEXT;
import static io.cartulary.command.order.Examples.COFFEE;
import static io.cartulary.command.order.Examples.PLACED;
import static io.cartulary.command.order.Examples.TOTAL;
import static io.cartulary.command.order.Examples.coffees;
import static io.cartulary.command.order.Examples.eur;
import static io.cartulary.command.order.Examples.id;
import static io.cartulary.command.order.Examples.shipment;
import static io.cartulary.command.order.Examples.teas;
import static io.cartulary.command.order.Examples.then;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Order.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.Shipment.Ending;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.OrderConfirmed;
import io.cartulary.contracts.OrderEvent.PaymentAuthorized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README's table and diagram of an order's states have one source: the table of {@link OrderStatesTest}, which
 * tests the deciders, and the deciders' results for its commands. {@code -Dreadme.write=true} writes them again.
 */
class OrderStateMachineTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- order-states -->\n";
    private static final String END = "<!-- /order-states -->\n";

    private static final List<OrderEvent> CONFIRMED =
            List.of(PLACED, new PaymentAuthorized(id(1), "pi_1", eur(TOTAL)), new OrderConfirmed());

    /**
     * States without a column in the table, because every command does the same in them as in one that has a column.
     */
    private static final List<List<OrderEvent>> MORE_STATES =
            List.of(List.of(PLACED), CONFIRMED, then(CONFIRMED, shipment(id(10), coffees(2), teas(1))));

    /** Variants of the table's commands that lead to further states. */
    private static final List<Entry<String, OrderCommand>> MORE_COMMANDS = List.of(
            Map.entry("ship", new Ship(id(60), List.of(coffees(2), teas(1)), "DHL", "1")),
            Map.entry("ship-on-credit", new Ship(id(60), List.of(coffees(2), teas(1)), "DHL", "1", true)),
            Map.entry("deliver", new EndShipment(id(11), Ending.DELIVERED, null)),
            Map.entry("lose", new EndShipment(id(11), Ending.LOST, null)),
            Map.entry("return-to-sender", new EndShipment(id(11), Ending.RETURNED_TO_SENDER, null)),
            Map.entry("edit", new Edit(List.of(new ChangedLine(COFFEE, 999)))),
            Map.entry("void", new RecordPayment(id(61), "pi_1", PaymentKind.VOIDED, eur(TOTAL))),
            Map.entry("refund", new Refund(id(62), id(2), eur(2 * TOTAL))));

    @Test
    void the_readme_shows_what_the_deciders_do() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        String generated = table(OrderStatesTest.ORDERS) + "\n" + table(OrderStatesTest.RETURNS) + "\n" + diagram();
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(README, readme.substring(0, begin) + generated + readme.substring(end));
        }

        assertThat(Files.readString(README).substring(begin))
                .as("run this test with -Dreadme.write=true")
                .startsWith(generated + END);
    }

    /** The README's table, from the source of {@link OrderStatesTest}'s table. */
    private static String table(String source) {
        List<List<String>> rows = OrderStatesTest.rows(source).toList();
        Stream<String> lines = rows.stream().map(row -> "| " + String.join(" | ", row) + " |");
        String rule = rows.getFirst().stream().map(_ -> "---").collect(Collectors.joining("|", "|", "|"));
        List<String> all = lines.toList();
        return Stream.concat(Stream.of(all.getFirst(), rule), all.stream().skip(1))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String diagram() {
        Map<String, TreeSet<String>> ways = new TreeMap<>();
        states().forEach(state -> commands().forEach(command -> {
            Order before = fold(state);
            String from = name(before);
            String to = name(after(before, command.getValue()));
            if (!from.equals(to)) {
                ways.computeIfAbsent("%s --> %s".formatted(from, to), _ -> new TreeSet<>())
                        .add(command.getKey());
            }
        }));
        String edges = ways.entrySet().stream()
                .map(way -> "    %s: %s%n".formatted(way.getKey(), String.join(", ", way.getValue())))
                .collect(Collectors.joining());
        return "```mermaid\nstateDiagram-v2\n    [*] --> Placed: checkout\n" + edges + "```\n";
    }

    private static Stream<List<OrderEvent>> states() {
        return Stream.concat(OrderStatesTest.HISTORIES.values().stream(), MORE_STATES.stream())
                .filter(history -> !history.isEmpty());
    }

    private static Stream<Entry<String, OrderCommand>> commands() {
        return Stream.concat(OrderStatesTest.COMMANDS.entrySet().stream(), MORE_COMMANDS.stream());
    }

    private static Order fold(List<OrderEvent> history) {
        Order order = Order.DECIDER.fold().initial();
        for (OrderEvent event : history) {
            order = Order.evolve(order, event);
        }
        return order;
    }

    private static Order after(Order before, OrderCommand command) {
        Order after = before;
        if (Order.decide(before, command, CONTEXT) instanceof Decision.Accepted<OrderEvent> accepted) {
            for (OrderEvent event : accepted.events()) {
                after = Order.evolve(after, event);
            }
        }
        return after;
    }

    private static String name(Order order) {
        return switch (order) {
            case Unknown _ -> "[*]";
            case Held _ -> "Held";
            case Cancelled _ -> "Cancelled";
            case Completed _ -> "Completed";
            case Open open ->
                switch (open.details().stage()) {
                    case PLACED -> "Placed";
                    case CONFIRMED -> "Confirmed";
                    case PARTIALLY_SHIPPED -> "PartiallyShipped";
                    case SHIPPED -> "Shipped";
                    case DELIVERED -> "Delivered";
                };
        };
    }
}
