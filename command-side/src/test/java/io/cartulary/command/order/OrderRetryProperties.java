package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.InMemoryEventStore;
import io.cartulary.command.eventsourcing.InMemorySnapshots;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.Streams;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is sent again under its key, however late, is answered as it was the first time, and changes nothing. */
class OrderRetryProperties {

    private static final UUID ORDER = new UUID(7, 7);
    private static final StreamId STREAM = Order.stream(ORDER);
    private static final Decider<Order, OrderCommand, OrderEvent> CHECKOUT =
            new Decider<>(Order.DECIDER.fold(), (_, _) -> Decision.accept(PLACED), (_, _) -> Optional.empty());

    private final InMemoryEventStore store = new InMemoryEventStore(Instant.parse("2026-11-23T12:00:00Z"));

    /** One command that was carried out, and what it was answered. */
    private record Answered(OrderCommand command, Outcome outcome) {}

    @Property(tries = 300)
    void a_retry_of_any_command_adds_nothing(@ForAll("wishLists") List<OrderCommand> wishes) {
        var replica = replica();
        handle(replica, CHECKOUT, wishes.getFirst(), UUID.randomUUID());
        Map<UUID, Answered> carriedOut = new LinkedHashMap<>();
        for (OrderCommand wish : wishes) {
            UUID key = UUID.randomUUID();
            int before = recorded().size();
            Outcome outcome = handle(replica, Order.DECIDER, wish, key);
            if (recorded().size() > before) {
                carriedOut.put(key, new Answered(wish, outcome));
            }
        }
        List<Envelope> log = recorded();

        for (CommandHandler anyone : List.of(replica, replica())) {
            carriedOut.forEach((key, first) -> assertThat(handle(anyone, Order.DECIDER, first.command(), key))
                    .isEqualTo(first.outcome()));
        }
        assertThat(recorded()).isEqualTo(log);
    }

    /** One that remembers nothing yet. */
    private CommandHandler replica() {
        return new CommandHandler(store, new Streams(store, new InMemorySnapshots(), new ConcurrentHashMap<>()));
    }

    private static Outcome handle(
            CommandHandler replica, Decider<Order, OrderCommand, OrderEvent> decider, OrderCommand wish, UUID key) {
        var metadata = new CommandMetadata(key, true, null, Caller.staff("someone"), "a-test", "the-wish");
        return replica.handle(decider, STREAM, wish, metadata).await().indefinitely();
    }

    private List<Envelope> recorded() {
        return store.read(STREAM, 0, 1000).await().indefinitely();
    }

    @Provide
    Arbitrary<List<OrderCommand>> wishLists() {
        return OrderHistories.wishLists();
    }
}
