package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.DeciderSpecification.CONTEXT;
import static io.cartulary.command.order.Examples.PLACED;
import static io.cartulary.command.order.Examples.coffees;
import static io.cartulary.command.order.Examples.teas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cartulary.command.eventlog.SnapshotSpecification;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Order.Known;
import io.cartulary.command.order.Order.Open;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.contracts.OrderBalance;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.PaymentFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Properties of every order, for all commands. */
class OrderProperties {

    private final SnapshotSpecification<Order, OrderEvent> snapshots = new SnapshotSpecification<>(Order.DECIDER);

    @Property(tries = 2000)
    void money_is_conserved(@ForAll("commandLists") List<OrderCommand> commands) {
        Known order = afterCommands(commands);
        OrderBalance money = order.money();

        Statistics.label("money").collect(money.balance() == 0 ? "settled" : money.balance() > 0 ? "owed" : "overpaid");
        assertThat(money.captured() - money.refunded() + money.balance()).isEqualTo(money.owed());
        assertThat(money.balance() == 0).isEqualTo(money.captured() - money.refunded() == money.owed());
    }

    /** Except for an edit, which may make an order cheaper than its credits. */
    @Property(tries = 2000)
    void no_more_is_credited_than_the_total(@ForAll("commandLists") List<OrderCommand> commands) {
        List<OrderCommand> unedited =
                commands.stream().filter(command -> !(command instanceof Edit)).toList();

        assertThat(afterCommands(unedited).details().terms(false).due()).isNotNegative();
    }

    /** Any number of reports in any order: the same state, and the same attention. */
    @Property(tries = 3000)
    void any_permutation_and_duplication_of_outside_facts_ends_in_the_same_state(
            @ForAll("outsideFacts") List<OrderCommand> facts, @ForAll boolean shipped, @ForAll Random chance) {
        List<OrderCommand> again = new ArrayList<>(facts);
        facts.stream().filter(_ -> chance.nextBoolean()).forEach(again::add);
        Collections.shuffle(again, chance);
        Known before = (Known) placed();
        if (shipped) {
            before = after(before, new Ship(Examples.id(1), List.of(coffees(2), teas(1)), "DHL", "1", true));
        }

        Known once = afterCommands(before, facts);
        Known shuffled = afterCommands(before, again);

        Statistics.label("attention").collect(once.money().attention().size());
        assertThat(shuffled.money()).isEqualTo(once.money());
        assertThat(withoutOrder(shuffled)).isEqualTo(withoutOrder(once));
        assertThat(shuffled.details().stage()).isEqualTo(once.details().stage());
    }

    private static Set<PaymentFact> withoutOrder(Known order) {
        return Set.copyOf(order.details().ledger().facts());
    }

    @Property(tries = 2000)
    void only_a_covered_order_is_confirmed_while_nothing_is_shipped(
            @ForAll("commandLists") List<OrderCommand> commands) {
        Known order = (Known) placed();
        for (OrderCommand command : commands) {
            order = after(order, command);
            if (order instanceof Open
                    && order.details().confirmed()
                    && !order.details().isShipped()) {
                assertThat(order.money().uncovered()).as("after " + command).isZero();
            }
        }
    }

    @Property(tries = 2000)
    void goods_leave_only_when_they_are_covered_or_on_credit(@ForAll("commandLists") List<OrderCommand> commands) {
        Known order = (Known) placed();
        for (OrderCommand command : commands) {
            Known next = after(order, command);
            if (command instanceof Ship ship && !ship.onCredit() && !next.equals(order)) {
                assertThat(order.money().uncovered()).isZero();
            }
            order = next;
        }
    }

    @Property
    void no_more_is_shipped_than_ordered_nor_delivered_than_shipped_nor_returned_than_sent(
            @ForAll("commandLists") List<OrderCommand> commands) {
        OrderDetails order = afterCommands(commands).details();

        Statistics.label("how far they come").collect(order.stage());
        assertThat(order.lines().all()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.quantity()).isBetween(1, Order.MAX_QUANTITY);
            assertThat(line.shipped()).isBetween(0, line.quantity());
            assertThat(line.delivered()).isBetween(0, line.shipped());
            assertThat(line.lost()).isBetween(0, line.quantity() - line.shipped());
            assertThat(line.received()).isBetween(0, line.shipped() + line.replaced());
            assertThat(line.replaced()).isNotNegative();
            assertThat(line.reserved()).isNotNegative();
        });
    }

    @Property
    void the_balance_can_always_be_told(@ForAll("commandLists") List<OrderCommand> commands) {
        Known order = afterCommands(commands);

        assertThatCode(order::money).doesNotThrowAnyException();
    }

    /** Except for units of a parcel or a return, which may come again. */
    @Property
    void a_command_that_is_repeated_at_once_adds_nothing(
            @ForAll("commandLists") List<OrderCommand> commands, @ForAll("commands") OrderCommand command) {
        Assume.that(!(command instanceof EndShipment end && end.lines() != null)
                && !(command instanceof ReceiveReturn receive && receive.lines() != null));
        Known once = after(afterCommands(commands), command);

        assertThat(after(once, command)).isEqualTo(once);
    }

    @Property
    void folding_never_throws_whatever_has_happened(
            @ForAll("histories") List<OrderEvent> history, @ForAll("commands") OrderCommand command) {
        Order order = Order.DECIDER.fold().initial();
        for (OrderEvent event : history) {
            order = Order.evolve(order, event);
        }
        Order folded = order;

        assertThatCode(() -> Order.decide(folded, command, CONTEXT)).doesNotThrowAnyException();
    }

    @Property(tries = 200)
    void an_order_is_read_from_a_snapshot_as_it_was_written(@ForAll("commandLists") List<OrderCommand> commands) {
        snapshots.thenItIsReadAsItWasWritten(List.of(afterCommands(commands)));
    }

    private static Order placed() {
        return Order.evolve(Order.DECIDER.fold().initial(), PLACED);
    }

    private static Known afterCommands(List<OrderCommand> commands) {
        return afterCommands((Known) placed(), commands);
    }

    private static Known afterCommands(Known before, List<OrderCommand> commands) {
        Known order = before;
        for (OrderCommand command : commands) {
            order = after(order, command);
        }
        return order;
    }

    private static Known after(Known order, OrderCommand command) {
        Order next = order;
        if (Order.decide(next, command, CONTEXT) instanceof Decision.Accepted<OrderEvent> accepted) {
            for (OrderEvent event : accepted.events()) {
                next = Order.evolve(next, event);
            }
        }
        return (Known) next;
    }

    @Provide
    Arbitrary<List<OrderCommand>> commandLists() {
        return OrderHistories.commandLists();
    }

    @Provide
    Arbitrary<List<OrderCommand>> outsideFacts() {
        return OrderHistories.outsideFacts();
    }

    @Provide
    Arbitrary<OrderCommand> commands() {
        return OrderHistories.commands();
    }

    @Provide
    Arbitrary<List<OrderEvent>> histories() {
        return OrderHistories.histories();
    }
}
