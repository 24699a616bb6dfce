package io.cartulary.command.eventlog;

import static io.cartulary.command.eventsourcing.EventStoreContract.aProductIsListed;
import static io.cartulary.command.eventsourcing.EventStoreContract.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.NothingToAppend;
import io.cartulary.command.eventsourcing.EventStore.PendingAppend;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final int CAPACITY = 2;

    private final List<List<PendingAppend>> batches = new CopyOnWriteArrayList<>();
    private final List<UniEmitter<? super Void>> writing = new CopyOnWriteArrayList<>();
    private final Lane lane = lane(Duration.ofSeconds(10));

    private Lane lane(Duration patience) {
        return new Lane(CAPACITY, new BatchLimits(10, 1000, patience), this::write);
    }

    @Test
    void what_comes_while_a_batch_is_written_is_the_next_batch() {
        PendingAppend first = turn();
        PendingAppend second = turn();
        PendingAppend third = turn();
        submit(first);
        submit(second);
        submit(third);
        assertThat(batches).containsExactly(List.of(first));

        batchIsWritten();

        assertThat(batches).containsExactly(List.of(first), List.of(second, third));
    }

    @Test
    void a_batch_waits_until_it_is_as_large_as_the_one_before() {
        Lane gathering = gathering(Duration.ofDays(1));
        List<PendingAppend> turns = Stream.generate(LaneTest::turn).limit(5).toList();
        turns.subList(0, 3).forEach(turn -> submit(gathering, turn));
        batchIsWritten();
        batchIsWritten();
        assertThat(batches).containsExactly(turns.subList(0, 1), turns.subList(1, 3));

        submit(gathering, turns.get(3));
        assertThat(batches).as("while the second of two has not come").hasSize(2);
        submit(gathering, turns.get(4));

        assertThat(batches).last().isEqualTo(turns.subList(3, 5));
    }

    @Test
    void a_batch_waits_for_others_no_longer_than_it_may() {
        Lane gathering = gathering(Duration.ofMillis(1));
        List<PendingAppend> turns = Stream.generate(LaneTest::turn).limit(4).toList();
        turns.subList(0, 3).forEach(turn -> submit(gathering, turn));
        batchIsWritten();
        batchIsWritten();

        submit(gathering, turns.get(3));

        await().untilAsserted(() -> assertThat(batches).last().isEqualTo(turns.subList(3, 4)));
    }

    private Lane gathering(Duration gather) {
        return new Lane(CAPACITY, new BatchLimits(10, 1000, Duration.ofSeconds(10)), new Lane.Writer() {
            @Override
            public Uni<Void> write(Supplier<@Nullable QueuedAppend> next) {
                return LaneTest.this.write(next);
            }

            @Override
            public Duration gather() {
                return gather;
            }
        });
    }

    @Test
    void a_full_lane_takes_no_more_until_there_is_room() {
        submit(turn());
        submit(turn());
        submit(turn());
        submit(turn()).assertFailedWith(StoreOverloadedException.class);

        batchIsWritten();
        submit(turn()).assertNotTerminated();

        assertThat(lane.length()).isEqualTo(1);
    }

    @Test
    void a_batch_that_ends_badly_leaves_nobody_without_an_answer_and_does_not_hold_up_the_next() {
        UniAssertSubscriber<AppendResult> first = submit(turn());
        PendingAppend second = turn();
        submit(second);

        writing.getFirst().fail(new IllegalStateException("broken"));

        assertThat(batches).last().isEqualTo(List.of(second));
        first.assertFailedWith(IllegalStateException.class);
    }

    @Test
    void who_has_waited_too_long_is_told_so_even_while_a_batch_hangs() {
        Lane impatient = lane(Duration.ZERO);
        submit(impatient, turn());
        UniAssertSubscriber<AppendResult> late = submit(impatient, turn());

        impatient.expire();

        late.assertFailedWith(StoreOverloadedException.class);
        assertThat(impatient.length()).isZero();
    }

    private Uni<Void> write(Supplier<@Nullable QueuedAppend> next) {
        List<QueuedAppend> batch =
                Stream.generate(next).takeWhile(waiting -> waiting != null).toList();
        batches.add(batch.stream().map(QueuedAppend::turn).toList());
        return Uni.createFrom()
                .<Void>emitter(writing::add)
                .invoke(() -> batch.forEach(waiting -> waiting.complete(new NothingToAppend())));
    }

    private void batchIsWritten() {
        writing.removeFirst().complete(null);
    }

    private static PendingAppend turn() {
        return aProductIsListed(newStream());
    }

    private UniAssertSubscriber<AppendResult> submit(PendingAppend turn) {
        return submit(lane, turn);
    }

    private static UniAssertSubscriber<AppendResult> submit(Lane lane, PendingAppend turn) {
        return lane.submit(turn).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
