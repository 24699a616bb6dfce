package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.PLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cartulary.command.eventlog.SnapshotSpecification;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Order.Known;
import io.cartulary.contracts.OrderEvent;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds for every order, whatever was wished of it. */
class OrderProperties {

    private final SnapshotSpecification<Order, OrderEvent> snapshots = new SnapshotSpecification<>(Order.DECIDER);

    @Property
    void no_more_is_captured_than_authorized_and_no_more_refunded_than_captured(
            @ForAll("wishLists") List<OrderCommand> wishes) {
        Ledger ledger = afterWishes(wishes).details().ledger();

        assertThat(ledger.captured()).isBetween(0L, ledger.authorized());
        assertThat(ledger.refunded()).isBetween(0L, ledger.captured());
        assertThat(ledger.payments())
                .filteredOn(payment -> payment.kind() == PaymentKind.CAPTURED)
                .allSatisfy(
                        capture -> assertThat(ledger.refundedOf(capture.id())).isBetween(0L, capture.amount()));
    }

    @Property
    void no_more_is_shipped_than_ordered_nor_delivered_than_shipped_nor_returned_than_delivered(
            @ForAll("wishLists") List<OrderCommand> wishes) {
        Details order = afterWishes(wishes).details();

        Statistics.label("how far they come").collect(order.stage());
        assertThat(order.lines().all()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.quantity()).isBetween(1, Order.MAX_QUANTITY);
            assertThat(line.shipped()).isBetween(0, line.quantity());
            assertThat(line.delivered()).isBetween(0, line.shipped());
            assertThat(line.returning()).isBetween(0, line.delivered());
        });
    }

    @Property
    void the_total_and_the_balance_can_always_be_told(@ForAll("wishLists") List<OrderCommand> wishes) {
        Details order = afterWishes(wishes).details();

        assertThatCode(() -> order.balance(order.lines().total())).doesNotThrowAnyException();
    }

    @Property
    void a_wish_that_is_repeated_at_once_adds_nothing(
            @ForAll("wishLists") List<OrderCommand> wishes, @ForAll("wishes") OrderCommand wish) {
        Known once = after(afterWishes(wishes), wish);

        assertThat(after(once, wish)).isEqualTo(once);
    }

    @Property
    void folding_never_throws_whatever_has_happened(
            @ForAll("histories") List<OrderEvent> history, @ForAll("wishes") OrderCommand wish) {
        Order order = Order.DECIDER.fold().initial();
        for (OrderEvent event : history) {
            order = Order.evolve(order, event);
        }
        Order folded = order;

        assertThatCode(() -> Order.decide(folded, wish)).doesNotThrowAnyException();
    }

    @Property(tries = 200)
    void an_order_is_read_from_a_snapshot_as_it_was_written(@ForAll("wishLists") List<OrderCommand> wishes) {
        snapshots.thenItIsReadAsItWasWritten(List.of((Order) afterWishes(wishes)));
    }

    private static Known afterWishes(List<OrderCommand> wishes) {
        Known order = (Known) Order.evolve(Order.DECIDER.fold().initial(), PLACED);
        for (OrderCommand wish : wishes) {
            order = after(order, wish);
        }
        return order;
    }

    private static Known after(Known order, OrderCommand wish) {
        Order next = (Order) order;
        if (Order.decide(next, wish) instanceof Decision.Accepted<OrderEvent> accepted) {
            for (OrderEvent event : accepted.events()) {
                next = Order.evolve(next, event);
            }
        }
        return (Known) next;
    }

    @Provide
    Arbitrary<List<OrderCommand>> wishLists() {
        return OrderHistories.wishLists();
    }

    @Provide
    Arbitrary<OrderCommand> wishes() {
        return OrderHistories.wishes();
    }

    @Provide
    Arbitrary<List<OrderEvent>> histories() {
        return OrderHistories.histories();
    }
}
