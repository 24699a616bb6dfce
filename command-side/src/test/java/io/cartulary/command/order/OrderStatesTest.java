package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.DeciderSpecification.CONTEXT;
import static io.cartulary.command.order.Examples.COFFEE;
import static io.cartulary.command.order.Examples.GUESTS;
import static io.cartulary.command.order.Examples.HOME;
import static io.cartulary.command.order.Examples.PHONE;
import static io.cartulary.command.order.Examples.TOTAL;
import static io.cartulary.command.order.Examples.WORK;
import static io.cartulary.command.order.Examples.coffees;
import static io.cartulary.command.order.Examples.eur;
import static io.cartulary.command.order.Examples.id;
import static io.cartulary.command.order.Examples.shipment;
import static io.cartulary.command.order.Examples.teas;
import static io.cartulary.command.order.Examples.then;
import static io.cartulary.command.order.PaymentKind.AUTHORIZED;
import static io.cartulary.command.order.PaymentKind.CAPTURED;
import static io.cartulary.command.order.PaymentKind.FAILED;
import static io.cartulary.command.order.PaymentKind.VOIDED;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.Shipment.Ending;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.ReturnCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every command in every state: {@code ok} when it is accepted, {@code =} when there is nothing to change, or the code
 * of the rejection.
 */
class OrderStatesTest {

    static final String ORDERS = """
        command          | unknown       | placed              | confirmed           | partially-shipped | shipped         | delivered       | held-placed         | held-confirmed      | held-shipped    | cancelled           | completed
        confirm          | no-such-order | ok                  | =                   | =                 | =               | =               | order-held          | =                   | =               | order-cancelled     | order-completed
        hold             | no-such-order | ok                  | ok                  | ok                | ok              | ok              | =                   | =                   | =               | order-cancelled     | order-completed
        release          | no-such-order | =                   | =                   | =                 | =               | =               | ok                  | ok                  | ok              | order-cancelled     | order-completed
        change-address   | no-such-order | ok                  | ok                  | ok                | already-shipped | already-shipped | ok                  | ok                  | ok              | order-cancelled     | order-completed
        change-contact   | no-such-order | ok                  | ok                  | ok                | already-shipped | already-shipped | ok                  | ok                  | ok              | order-cancelled     | order-completed
        assign           | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | ok                  | ok
        edit             | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | order-cancelled     | order-completed
        cancel           | no-such-order | ok                  | ok                  | already-shipped   | already-shipped | already-shipped | ok                  | ok                  | already-shipped | =                   | order-completed
        cancel-unpaid    | no-such-order | not-unpaid          | not-unpaid          | not-unpaid        | not-unpaid      | not-unpaid      | order-held          | order-held          | order-held      | =                   | order-completed
        add-note         | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | ok                  | ok
        authorize        | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | ok                  | ok
        capture          | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | ok                  | ok
        fail             | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | ok                  | ok
        void             | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | ok                  | ok
        refund           | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | ok                  | ok
        credit           | no-such-order | ok                  | ok                  | ok                | ok              | ok              | ok                  | ok                  | ok              | order-cancelled     | ok
        ship             | no-such-order | not-confirmed       | ok                  | ok                | already-shipped | already-shipped | order-held          | order-held          | order-held      | order-cancelled     | order-completed
        ship-on-credit   | no-such-order | ok                  | ok                  | ok                | already-shipped | already-shipped | order-held          | order-held          | order-held      | order-cancelled     | order-completed
        ship-replacement | no-such-order | no-such-return      | no-such-return      | no-such-return    | no-such-return  | no-such-return  | order-held          | order-held          | order-held      | order-cancelled     | no-such-return
        deliver          | no-such-order | no-such-shipment    | no-such-shipment    | ok                | ok              | =               | no-such-shipment    | no-such-shipment    | ok              | no-such-shipment    | =
        lose             | no-such-order | no-such-shipment    | no-such-shipment    | ok                | ok              | shipment-ended  | no-such-shipment    | no-such-shipment    | ok              | no-such-shipment    | shipment-ended
        return-to-sender | no-such-order | no-such-shipment    | no-such-shipment    | ok                | ok              | shipment-ended  | no-such-shipment    | no-such-shipment    | ok              | no-such-shipment    | shipment-ended
        complete         | no-such-order | not-delivered       | not-delivered       | not-delivered     | not-delivered   | ok              | order-held          | order-held          | order-held      | order-cancelled     | =
        request-return   | no-such-order | more-than-delivered | more-than-delivered | ok                | ok              | ok              | more-than-delivered | more-than-delivered | ok              | more-than-delivered | ok
        approve-return   | no-such-order | no-such-return      | no-such-return      | no-such-return    | no-such-return  | no-such-return  | no-such-return      | no-such-return      | no-such-return  | no-such-return      | no-such-return
        reject-return    | no-such-order | no-such-return      | no-such-return      | no-such-return    | no-such-return  | no-such-return  | no-such-return      | no-such-return      | no-such-return  | no-such-return      | no-such-return
        receive-return   | no-such-order | no-such-return      | no-such-return      | no-such-return    | no-such-return  | no-such-return  | no-such-return      | no-such-return      | no-such-return  | no-such-return      | no-such-return
        """;

    static final String RETURNS = """
        command          | none           | requested           | approved        | rejected        | partially-received  | received            | exchange
        request-return   | ok             | =                   | =               | =               | =                   | =                   | =
        approve-return   | no-such-return | ok                  | =               | return-rejected | =                   | =                   | =
        reject-return    | no-such-return | ok                  | ok              | =               | return-received     | return-received     | ok
        receive-return   | no-such-return | return-not-approved | ok              | return-rejected | ok                  | =                   | ok
        receive-a-unit   | no-such-return | return-not-approved | ok              | return-rejected | ok                  | return-received     | ok
        ship-replacement | no-such-return | not-an-exchange     | not-an-exchange | not-an-exchange | not-an-exchange     | not-an-exchange     | ok
        """;

    private static final List<OrderEvent> PAID = List.of(
            GUESTS,
            new PaymentAuthorized(id(1), "pi_1", eur(2 * TOTAL)),
            new PaymentCaptured(id(2), "pi_1", eur(TOTAL)));
    private static final List<OrderEvent> CONFIRMED = then(PAID, new OrderConfirmed());
    private static final List<OrderEvent> PARTIALLY = then(CONFIRMED, shipment(id(10), coffees(1), teas(1)));
    private static final List<OrderEvent> SHIPPED = then(PARTIALLY, shipment(id(11), coffees(1)));
    private static final List<OrderEvent> DELIVERED =
            then(SHIPPED, new ShipmentDelivered(id(10)), new ShipmentDelivered(id(11)));
    private static final OrderEvent HELD = new OrderHeld("fraud?");
    private static final OrderEvent REQUESTED = new ReturnRequested(id(20), List.of(coffees(2)), "too bitter");
    private static final OrderEvent EXCHANGE = new ReturnRequested(id(20), List.of(coffees(2)), "broken", true);

    static final Map<String, List<OrderEvent>> HISTORIES = Map.ofEntries(
            entry("unknown", List.of()),
            entry("placed", PAID),
            entry("confirmed", CONFIRMED),
            entry("partially-shipped", PARTIALLY),
            entry("shipped", SHIPPED),
            entry("delivered", DELIVERED),
            entry("held-placed", then(PAID, HELD)),
            entry("held-confirmed", then(CONFIRMED, HELD)),
            entry("held-shipped", then(PARTIALLY, HELD)),
            entry("cancelled", then(CONFIRMED, new OrderCancelled("changed my mind"))),
            entry("completed", then(DELIVERED, new OrderCompleted())),
            entry("none", DELIVERED),
            entry("requested", then(DELIVERED, REQUESTED)),
            entry("approved", then(DELIVERED, REQUESTED, new ReturnApproved(id(20)))),
            entry("rejected", then(DELIVERED, REQUESTED, new ReturnRejected(id(20), "opened"))),
            entry("exchange", then(DELIVERED, EXCHANGE, new ReturnApproved(id(20)))),
            entry(
                    "partially-received",
                    then(
                            DELIVERED,
                            REQUESTED,
                            new ReturnApproved(id(20)),
                            new ReturnReceived(id(20), List.of(coffees(1)), ReturnCondition.RESELLABLE, eur(1250)))),
            entry(
                    "received",
                    then(
                            DELIVERED,
                            REQUESTED,
                            new ReturnApproved(id(20)),
                            new ReturnReceived(id(20), ReturnCondition.RESELLABLE, eur(2500)))));

    static final Map<String, OrderCommand> COMMANDS = Map.ofEntries(
            entry("confirm", new Confirm()),
            entry("hold", new Hold("fraud?")),
            entry("release", new Release()),
            entry("change-address", new ChangeAddress(WORK)),
            entry("change-contact", new ChangeContact(PHONE)),
            entry("edit", new Edit(List.of(new ChangedLine(COFFEE, 3)))),
            entry("cancel", new Cancel("changed my mind")),
            entry("add-note", new AddNote(id(30), "called")),
            entry("authorize", new RecordPayment(id(31), "pi_2", AUTHORIZED, eur(1))),
            entry("capture", new RecordPayment(id(32), "ch_2", CAPTURED, eur(1))),
            entry("fail", new RecordPayment(id(33), "pi_3", FAILED, eur(1))),
            entry("void", new RecordPayment(id(34), "pi_1", VOIDED, eur(1))),
            entry("refund", new Refund(id(35), id(2), eur(1))),
            entry("ship", new Ship(id(36), List.of(coffees(1)), "DHL", "JJD1")),
            entry("ship-on-credit", new Ship(id(36), List.of(coffees(1)), "DHL", "JJD1", true)),
            entry("ship-replacement", new ShipReplacement(id(37), id(20), List.of(coffees(1)), "DHL", "JJD2")),
            entry("credit", new Credit(id(38), eur(1), List.of(), "scratched")),
            entry("cancel-unpaid", new CancelUnpaid()),
            entry("assign", new Assign("bob")),
            entry("deliver", new EndShipment(id(10), Ending.DELIVERED, null)),
            entry("lose", new EndShipment(id(10), Ending.LOST, null)),
            entry("return-to-sender", new EndShipment(id(10), Ending.RETURNED_TO_SENDER, null)),
            entry("complete", new Complete()),
            entry("request-return", new RequestReturn(id(20), List.of(coffees(1)), "too bitter")),
            entry("approve-return", new ApproveReturn(id(20))),
            entry("reject-return", new RejectReturn(id(20), "opened")),
            entry("receive-return", new ReceiveReturn(id(20), ReturnCondition.DAMAGED, null)),
            entry("receive-a-unit", new ReceiveReturn(id(20), List.of(coffees(1)), ReturnCondition.DAMAGED, null)));

    private final DeciderSpecification<Order, OrderCommand, OrderEvent> order =
            new DeciderSpecification<>(Order.DECIDER);

    @TestFactory
    Stream<DynamicTest> a_command_in_a_state_of_an_order() {
        return cells(ORDERS);
    }

    @TestFactory
    Stream<DynamicTest> a_command_in_a_state_of_a_return() {
        return cells(RETURNS);
    }

    @Test
    void the_table_has_every_command() {
        assertThat(COMMANDS.values().stream().<Class<?>>map(Object::getClass))
                .containsAll(Stream.of(OrderCommand.class.getPermittedSubclasses())
                        .flatMap(group -> Stream.of(Objects.requireNonNull(group.getPermittedSubclasses())))
                        .toList());
        assertThat(Stream.concat(rows(ORDERS), rows(RETURNS))
                        .map(row -> row.get(0))
                        .filter(command -> !command.equals("command"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(COMMANDS.keySet());
    }

    @Test
    void an_unchanged_address_changes_nothing_in_any_state() {
        HISTORIES.values().stream()
                .filter(history -> !history.isEmpty())
                .forEach(history ->
                        order.given(history).when(new ChangeAddress(HOME)).thenNothing());
    }

    private Stream<DynamicTest> cells(String table) {
        List<String> states = rows(table).findFirst().orElseThrow();
        return rows(table)
                .skip(1)
                .flatMap(row -> IntStream.range(1, states.size())
                        .mapToObj(column -> cell(states.get(column), row.getFirst(), row.get(column))));
    }

    private DynamicTest cell(String state, String command, String expected) {
        return DynamicTest.dynamicTest("%s when %s: %s".formatted(command, state, expected), () -> {
            Order given =
                    order.given(Objects.requireNonNull(HISTORIES.get(state))).state();
            assertThat(answer(Order.decide(given, Objects.requireNonNull(COMMANDS.get(command)), CONTEXT)))
                    .isEqualTo(expected);
        });
    }

    private static String answer(Decision<OrderEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<OrderEvent> accepted -> accepted.events().isEmpty() ? "=" : "ok";
            case Decision.Rejected<OrderEvent>(var rejection) -> rejection.code();
        };
    }

    static Stream<List<String>> rows(String table) {
        return table.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    }
}
