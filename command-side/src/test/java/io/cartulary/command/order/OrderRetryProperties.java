package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.PLACED;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.InMemoryEventStore;
import io.cartulary.command.eventsourcing.InMemorySnapshots;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.RetriedHistory;
import io.cartulary.command.eventsourcing.Streams;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is sent again under its key, however late, is answered as it was the first time, and changes nothing. */
class OrderRetryProperties {

    @Property(tries = 300)
    void a_retry_of_any_accepted_command_adds_nothing_and_is_answered_alike(
            @ForAll("wishLists") List<OrderCommand> wishes, @ForAll Random random) {
        new RetriedHistory<>(Order.DECIDER, Order.stream(new UUID(7, 7)), random)
                .beginningWith(PLACED, wishes.getFirst())
                .thenRetriesAddNothing(wishes);
    }

    @Provide
    Arbitrary<List<OrderCommand>> wishLists() {
        return OrderHistories.wishLists();
    }
}
