package io.cartulary.command.eventlog;

import static io.cartulary.command.eventsourcing.EventStoreContract.aProductIsListed;
import static io.cartulary.command.eventsourcing.EventStoreContract.by;
import static io.cartulary.command.eventsourcing.EventStoreContract.newStream;
import static io.cartulary.command.eventsourcing.EventStoreContract.receiptOf;
import static io.cartulary.command.eventsourcing.EventStoreContract.turnOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventlog.Batch.Entry;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.PendingAppend;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final BatchLimits LIMITS = new BatchLimits(3, 100_000, Duration.ofSeconds(1));

    private final Queue<QueuedAppend> queue = new ArrayDeque<>();
    private final List<QueuedAppend> passed = new ArrayList<>();
    private final StreamId stream = newStream();

    @Test
    void who_comes_later_continues_from_what_the_one_before_has_done() {
        given(new NextOf(stream));
        given(aProductIsListed(newStream()));
        given(new NextOf(stream));

        assertThat(batch().entries())
                .filteredOn(entry -> entry.stream().equals(stream))
                .extracting(entry -> ((Append) entry.content()).version())
                .containsExactly(1L, 2L);
    }

    @Test
    void time_does_not_run_backwards_between_commands_of_one_batch() {
        Instant future = NOW.plusSeconds(60);
        given(turnOf(stream, 1, future, List.of(tea()), by(UUID.randomUUID())));
        given(turnOf(stream, 2, Instant.EPOCH, List.of(tea()), by(UUID.randomUUID())));

        assertThat(batch().entries()).extracting(Entry::recordedAt).containsExactly(future, future);
    }

    @Test
    void a_full_batch_leaves_the_rest_for_the_next() {
        for (int i = 0; i < 5; i++) {
            given(aProductIsListed(newStream()));
        }

        assertThat(batch().size()).isEqualTo(3);
        assertThat(batch().size()).isEqualTo(2);
    }

    @Test
    void who_has_nothing_to_append_is_no_part_of_it() {
        given(new Undecided(stream, null));
        given(aProductIsListed(newStream()));

        assertThat(batch().size()).isEqualTo(1);
        assertThat(passed).hasSize(1);
    }

    @Test
    void a_command_that_came_twice_is_in_it_once() {
        CommandMetadata same = by(UUID.randomUUID());
        given(new NextOf(stream, same));
        given(new NextOf(stream, same));

        assertThat(batch().size()).isEqualTo(1);
        assertThat(passed).hasSize(1);
    }

    @Test
    void the_same_key_in_two_streams_is_two_commands() {
        CommandMetadata same = by(UUID.randomUUID());
        given(new NextOf(stream, same));
        given(new NextOf(newStream(), same));

        assertThat(batch().size()).isEqualTo(2);
        assertThat(passed).isEmpty();
    }

    @Test
    void a_command_that_came_as_a_guests_and_as_the_customers_is_in_it_once() {
        CommandMetadata asGuest = by(UUID.randomUUID());
        given(new NextOf(stream, by(UUID.randomUUID(), asGuest.commandId())));
        given(receiptOf(stream, asGuest, 1, 1));

        assertThat(batch().size()).isEqualTo(1);
        assertThat(passed).hasSize(1);
    }

    @Test
    void a_receipt_is_no_event_and_takes_no_position() {
        given(new NextOf(stream));
        UniAssertSubscriber<AppendResult> receipt = given(receiptOf(stream, by(UUID.randomUUID()), 3, 5));
        UniAssertSubscriber<AppendResult> second = given(new NextOf(stream));
        var committed = new ArrayList<Committed>();

        var batch = batch();
        Map<Integer, Long> heads = batch.stored(Map.of(stream.partition(), 7L), committed::add);

        receipt.assertItem(new Appended(3, 5, NOW));
        second.assertItem(new Appended(2, 9, NOW));
        assertThat(heads).isEqualTo(Map.of(stream.partition(), 9L));
        assertThat(committed.getFirst().events()).extracting(Envelope::position).containsExactly(8L, 9L);
    }

    @Test
    void a_decider_that_throws_fails_alone() {
        UniAssertSubscriber<AppendResult> broken = given(new Undecided(stream, new IllegalStateException("broken")));
        given(aProductIsListed(newStream()));

        assertThat(batch().size()).isEqualTo(1);
        broken.assertFailedWith(IllegalStateException.class);
    }

    @Test
    void who_has_waited_too_long_is_told_so_and_nothing_of_theirs_is_stored() {
        UniAssertSubscriber<AppendResult> late = given(aProductIsListed(stream), -1);

        assertThat(batch().isEmpty()).isTrue();
        late.assertFailedWith(StoreOverloadedException.class);
    }

    @Test
    void positions_continue_from_the_heads_and_everyone_is_told_theirs() {
        UniAssertSubscriber<AppendResult> first =
                given(turnOf(stream, 1, Instant.EPOCH, List.of(tea(), tea()), by(UUID.randomUUID())));
        UniAssertSubscriber<AppendResult> second = given(new NextOf(stream));
        var committed = new ArrayList<Committed>();

        batch().stored(Map.of(stream.partition(), 7L), committed::add);

        first.assertItem(new Appended(2, 9, NOW));
        second.assertItem(new Appended(3, 10, NOW));
        assertThat(committed).extracting(Committed::partition).containsExactly(stream.partition());
        assertThat(committed.getFirst().events()).extracting(Envelope::position).containsExactly(8L, 9L, 10L);
    }

    /** Appends one event after the stream's last. */
    private record NextOf(StreamId stream, CommandMetadata metadata) implements PendingAppend {

        NextOf(StreamId stream) {
            this(stream, by(UUID.randomUUID()));
        }

        @Override
        public Append take(@Nullable Append before) {
            long version = before == null ? 1 : before.lastVersion() + 1;
            return new Append(stream, version, Instant.EPOCH, List.of(tea()), null, metadata, "");
        }

        @Override
        public void stored(Append append, Appended where) {}
    }

    private record Undecided(StreamId stream, @Nullable RuntimeException failure) implements PendingAppend {

        @Override
        public CommandMetadata metadata() {
            return by(UUID.randomUUID());
        }

        @Override
        public @Nullable Append take(@Nullable Append before) {
            if (failure != null) {
                throw failure;
            }
            return null;
        }

        @Override
        public void stored(Append append, Appended where) {}
    }

    private static ProductListed tea() {
        return new ProductListed("Tea", new Money(250, Currency.getInstance("EUR")));
    }

    private UniAssertSubscriber<AppendResult> given(PendingAppend turn) {
        return given(turn, 60_000_000_000L);
    }

    private UniAssertSubscriber<AppendResult> given(PendingAppend turn, long nanosLeft) {
        return Uni.createFrom()
                .<AppendResult>emitter(
                        caller -> queue.add(new QueuedAppend(turn, caller, System.nanoTime() + nanosLeft)))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private Batch batch() {
        return Batch.of(queue::poll, LIMITS, NOW, passed);
    }
}
