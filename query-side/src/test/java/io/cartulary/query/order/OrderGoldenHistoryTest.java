package io.cartulary.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Event;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.order.OrderView.State;
import io.cartulary.query.timeline.RecordedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An order whose events were written before refunds, deliveries and receipts had their second version. */
class OrderGoldenHistoryTest {

    private static final Path GOLDEN = Path.of("../event-contracts/src/test/resources/golden");

    private static final List<String> HISTORY = List.of(
            "order.placed.v1",
            "order.payment-authorized.v1",
            "order.confirmed.v1",
            "order.payment-captured.v1",
            "order.shipment-created.v1",
            "order.shipment-delivered.v1",
            "order.return-requested.v1",
            "order.return-approved.v1",
            "order.return-received.v1",
            "order.refund-issued.v1");

    @Test
    void the_history_of_an_earlier_release_reads_as_before() throws IOException {
        List<OrderView> states = states();
        OrderView order = states.getLast();

        assertThat(states)
                .extracting(OrderView::state)
                .containsExactly(
                        State.PLACED,
                        State.PLACED,
                        State.CONFIRMED,
                        State.CONFIRMED,
                        State.PARTIALLY_SHIPPED,
                        State.PARTIALLY_SHIPPED,
                        State.PARTIALLY_SHIPPED,
                        State.PARTIALLY_SHIPPED,
                        State.PARTIALLY_SHIPPED,
                        State.PARTIALLY_SHIPPED);
        assertThat(order.totals().total()).isEqualTo(eur(2500));
        assertThat(order.payment().authorized()).isEqualTo(eur(2500));
        assertThat(order.payment().captured()).isEqualTo(eur(2500));
        assertThat(order.payment().refunded()).isEqualTo(eur(1250));
        assertThat(order.payment().balance()).isEqualTo(eur(250));
        assertThat(order.lines().getFirst().delivered()).isEqualTo(1);
        assertThat(order.lines().getFirst().returned()).isEqualTo(1);
        assertThat(order.returns().getFirst().progress()).isEqualTo(OrderView.ReturnProgress.RECEIVED);
        assertThat(order.returns().getFirst().credit()).isEqualTo(eur(1000));
    }

    private static List<OrderView> states() throws IOException {
        var stream = new StreamId("order", new UUID(1, 1).toString());
        List<Event> events = new ArrayList<>();
        for (String name : HISTORY) {
            events.add(EventCodec.decode(name, Files.readString(GOLDEN.resolve(name + ".json"))));
        }
        List<OrderView> states = new ArrayList<>();
        Stream<RecordedEvent> recorded = new History()
                .record(stream, events.toArray(Event[]::new)).stream().map(RecordedEvent::of);
        recorded.forEach(event -> states.add(
                Objects.requireNonNull(OrderView.evolve(states.isEmpty() ? null : states.getLast(), event))));
        return states;
    }

    private static Money eur(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }
}
