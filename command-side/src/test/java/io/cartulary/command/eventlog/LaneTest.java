package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final List<Long> inserting = new ArrayList<>();
    private final List<UniEmitter<? super AppendResult>> answers = new ArrayList<>();
    private final Lane lane = new Lane(2, append -> {
        inserting.add(append.version());
        return Uni.createFrom().emitter(answers::add);
    });

    @Test
    void appends_go_one_after_the_other_in_the_order_they_came() {
        UniAssertSubscriber<AppendResult> first = submit(1);
        UniAssertSubscriber<AppendResult> second = submit(2);
        assertThat(inserting).containsExactly(1L);

        answers.get(0).complete(appended(1));
        first.assertCompleted().assertItem(appended(1));
        assertThat(inserting).containsExactly(1L, 2L);

        answers.get(1).complete(appended(2));
        second.assertCompleted().assertItem(appended(2));
    }

    @Test
    void a_full_lane_takes_no_more_until_there_is_room() {
        submit(1);
        submit(2);
        submit(3);
        submit(4).assertFailedWith(StoreOverloadedException.class);

        answers.get(0).complete(appended(1));
        submit(5);
        answers.get(1).complete(appended(2));
        answers.get(2).complete(appended(3));

        assertThat(inserting).containsExactly(1L, 2L, 3L, 5L);
        assertThat(lane.length()).isZero();
    }

    @Test
    void an_append_that_fails_does_not_hold_up_the_next() {
        UniAssertSubscriber<AppendResult> first = submit(1);
        submit(2);

        answers.get(0).fail(new IllegalStateException("broken"));

        first.assertFailedWith(IllegalStateException.class);
        assertThat(inserting).containsExactly(1L, 2L);
    }

    private UniAssertSubscriber<AppendResult> submit(long version) {
        return lane.submit(new Append(
                        new StreamId("product", "TEA"),
                        version,
                        Instant.EPOCH,
                        List.of(new ProductListed("Tea", new Money(250, Currency.getInstance("EUR")))),
                        new CommandMetadata(UUID.randomUUID(), false, null, "tester", "correlation", "hash")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private static AppendResult appended(long version) {
        return new Appended(version, version, Instant.EPOCH);
    }
}
