package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.PLACED;

import io.cartulary.command.eventsourcing.RetriedHistory;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A retry under the same key, however late, gets the first answer and changes nothing. */
class OrderRetryProperties {

    @Property(tries = 300)
    void a_retry_of_any_accepted_command_adds_nothing_and_is_answered_alike(
            @ForAll("commandLists") List<OrderCommand> commands, @ForAll Random random) {
        new RetriedHistory<>(Order.DECIDER, Order.stream(new UUID(7, 7)), random)
                .beginningWith(PLACED, commands.getFirst())
                .thenRetriesAddNothing(commands);
    }

    @Provide
    Arbitrary<List<OrderCommand>> commandLists() {
        return OrderHistories.commandLists();
    }
}
