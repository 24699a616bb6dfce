package io.cartulary.load.bench.read;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent.OrderCompleted;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrdersTest {

    private static final int ORDERS = 1_500;

    private final List<Envelope> register = register();

    @Test
    void every_order_has_ten_events_from_its_placing_to_its_completion() {
        var orders = register.stream().collect(groupingBy(Envelope::streamId));

        assertThat(orders).hasSize(ORDERS);
        assertThat(orders.values()).allSatisfy(order -> {
            assertThat(order).extracting(Envelope::version).containsExactly(upTo(Orders.EVENTS));
            assertThat(order.getFirst().event()).isInstanceOf(OrderPlaced.class);
            assertThat(order.getLast().event()).isInstanceOf(OrderCompleted.class);
        });
    }

    @Test
    void positions_have_no_gap() {
        assertThat(register.stream().collect(groupingBy(Envelope::partition)).values())
                .allSatisfy(partition ->
                        assertThat(partition).extracting(Envelope::position).containsExactly(upTo(partition.size())));
    }

    @Test
    void events_of_one_order_stand_among_those_of_others() {
        long neighbours = LongStream.range(1, register.size())
                .filter(i -> register.get((int) i)
                        .streamId()
                        .equals(register.get((int) i - 1).streamId()))
                .count();

        assertThat(neighbours).isLessThan(register.size() / 20);
    }

    private static Long[] upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new);
    }

    private static List<Envelope> register() {
        var register = Orders.register(ORDERS);
        List<Envelope> all = new ArrayList<>();
        while (register.hasMore()) {
            all.add(register.next());
        }
        return all;
    }
}
