package io.cartulary.command.eventsourcing;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.NothingToAppend;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.VersionTaken;
import io.cartulary.command.eventsourcing.EventStore.PendingAppend;
import io.cartulary.command.eventsourcing.EventStore.Receipt;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of every event store. A test class for each store runs these tests. */
public interface EventStoreContract {

    EventStore store();

    @Test
    default void an_append_is_read_back_as_it_was_recorded() {
        StreamId stream = newStream();
        UUID command = UUID.randomUUID();
        Appended appended = (Appended) append(stream, 1, command, "Tea", "Green tea");

        List<Envelope> events = read(stream);

        assertThat(events)
                .extracting(Envelope::event)
                .containsExactly(new ProductListed("Tea", PRICE), new ProductListed("Green tea", PRICE));
        assertThat(events).extracting(Envelope::version).containsExactly(1L, 2L);
        assertThat(events).extracting(Envelope::position).containsExactly(appended.position() - 1, appended.position());
        assertThat(events).extracting(Envelope::recordedAt).containsOnly(appended.recordedAt());
        assertThat(events).extracting(Envelope::commandId).containsExactly(command, null);
        assertThat(events).extracting(Envelope::causationId).containsOnly(command.toString());
        assertThat(events).extracting(Envelope::actor).containsOnly("staff:tester");
        assertThat(events).extracting(Envelope::partition).containsOnly(stream.partition());
    }

    @Test
    default void a_version_is_given_once() {
        StreamId stream = newStream();
        append(stream, 1, UUID.randomUUID(), "Tea");

        assertThat(append(stream, 1, UUID.randomUUID(), "Coffee")).isInstanceOf(VersionTaken.class);

        assertThat(read(stream)).hasSize(1);
    }

    @Test
    default void a_category_has_the_ends_of_its_streams() {
        StreamId stream = newStream();
        StreamId other = newStream();
        append(stream, 1, UUID.randomUUID(), "Tea", "Green tea");
        append(other, 1, UUID.randomUUID(), "Coffee");

        assertThat(store().ends(stream.category()).await().atMost(Duration.ofSeconds(10)))
                .containsEntry(stream, 2L)
                .containsEntry(other, 1L);
        assertThat(store().ends("produc").await().atMost(Duration.ofSeconds(10)))
                .isEmpty();
    }

    @Test
    default void a_command_is_carried_out_once() {
        StreamId stream = newStream();
        UUID command = UUID.randomUUID();
        Appended first = (Appended) append(stream, 1, command, "Tea", "Green tea");

        assertThat(append(stream, 3, command, "Tea", "Green tea"))
                .isEqualTo(new AlreadyAppended("hash", first.version(), first.position()));

        assertThat(read(stream)).hasSize(2);
    }

    @Test
    default void a_command_is_carried_out_once_whatever_the_length_of_its_streams_id() {
        StreamId stream = new StreamId("product", "%064d".formatted(System.nanoTime()));
        UUID command = UUID.randomUUID();
        var first = (Appended) append(stream, 1, command, "Tea");

        assertThat(append(stream, 2, command, "Tea"))
                .isEqualTo(new AlreadyAppended("hash", first.version(), first.position()));
    }

    @Test
    default void a_command_is_known_by_its_stream_only() {
        UUID command = UUID.randomUUID();
        StreamId stream = newStream();
        append(stream, 1, command, "Tea");

        assertThat(store().answerTo(stream, command).await().atMost(PATIENCE)).isPresent();
        assertThat(store().answerTo(newStream(), command).await().atMost(PATIENCE))
                .isEmpty();
        assertThat(append(newStream(), 1, command, "Tea")).isInstanceOf(Appended.class);
    }

    @Test
    default void time_never_runs_backwards_in_a_stream() {
        StreamId stream = newStream();
        Instant future = Instant.parse("2100-01-01T00:00:00Z");

        var appended = (Appended) store().append(
                        turnOf(stream, 1, future, List.of(new ProductListed("Tea", PRICE)), by(UUID.randomUUID())))
                .await()
                .atMost(PATIENCE);

        assertThat(appended.recordedAt()).isEqualTo(future);
    }

    @Test
    default void a_stream_is_read_in_pages() {
        StreamId stream = newStream();
        append(stream, 1, UUID.randomUUID(), "1", "2", "3", "4", "5");

        assertThat(store().read(stream, 2, 2).await().atMost(PATIENCE))
                .extracting(Envelope::version)
                .containsExactly(3L, 4L);
        assertThat(store().read(stream, 5, 2).await().atMost(PATIENCE)).isEmpty();
    }

    Duration PATIENCE = Duration.ofSeconds(10);
    Money PRICE = new Money(250, Currency.getInstance("EUR"));

    static StreamId newStream() {
        return new StreamId("product", UUID.randomUUID().toString());
    }

    @Test
    default void two_streams_of_one_root_id_begin_at_once() {
        StreamId stream = newStream();
        StreamId other = new StreamId("order", stream.rootId());
        UUID command = UUID.randomUUID();

        var appended = (Appended) founding(stream, 1, command, other);

        assertThat(appended.version()).as("version of the command's stream").isEqualTo(1);
        assertThat(read(stream)).extracting(Envelope::position).containsExactly(appended.position() - 2);
        assertThat(read(other))
                .extracting(Envelope::position)
                .containsExactly(appended.position() - 1, appended.position());
        assertThat(read(other)).extracting(Envelope::version).containsExactly(1L, 2L);
        assertThat(read(other)).extracting(Envelope::commandId).containsOnlyNulls();
        assertThat(read(other)).extracting(Envelope::causationId).containsOnly(command.toString());
        assertThat(store().answerTo(stream, command).await().atMost(PATIENCE))
                .contains(new AlreadyAppended("hash", 1, appended.position()));
    }

    @Test
    default void a_stream_that_is_there_does_not_begin_again_and_nothing_else_is_stored() {
        StreamId stream = newStream();
        StreamId other = new StreamId("order", stream.rootId());
        append(other, 1, UUID.randomUUID(), "Tea");

        assertThat(founding(stream, 1, UUID.randomUUID(), other)).isInstanceOf(VersionTaken.class);

        assertThat(read(stream)).isEmpty();
        assertThat(read(other)).hasSize(1);
    }

    @Test
    default void nothing_begins_with_a_version_that_is_taken() {
        StreamId stream = newStream();
        StreamId other = new StreamId("order", stream.rootId());
        append(stream, 1, UUID.randomUUID(), "Tea");

        assertThat(founding(stream, 1, UUID.randomUUID(), other)).isInstanceOf(VersionTaken.class);

        assertThat(read(stream)).hasSize(1);
        assertThat(read(other)).isEmpty();
    }

    @Test
    default void who_has_nothing_to_append_passes() {
        StreamId stream = newStream();

        assertThat(store().append(new GivenTurn(stream, by(UUID.randomUUID()), null))
                        .await()
                        .atMost(PATIENCE))
                .isEqualTo(new NothingToAppend());

        assertThat(read(stream)).isEmpty();
    }

    @Test
    default void a_command_that_had_nothing_to_change_is_known_by_its_receipt_for_ever() {
        StreamId stream = newStream();
        UUID command = UUID.randomUUID();
        var first = (Appended) append(stream, 1, UUID.randomUUID(), "Tea", "Green tea");

        assertThat(keep(stream, by(command), 2, first.position())).isInstanceOfSatisfying(Appended.class, kept -> {
            assertThat(kept.version()).isEqualTo(2);
            assertThat(kept.position()).isEqualTo(first.position());
        });
        append(stream, 3, UUID.randomUUID(), "Black tea");

        var answer = new AlreadyAppended("hash", 2, first.position());
        assertThat(store().answerTo(stream, command).await().atMost(PATIENCE)).contains(answer);
        assertThat(append(stream, 4, command, "White tea")).isEqualTo(answer);
        assertThat(keep(stream, by(command), 3, first.position() + 1)).isEqualTo(answer);
        assertThat(read(stream)).hasSize(3);
    }

    @Test
    default void a_receipt_moves_no_version_and_no_position() {
        StreamId stream = newStream();
        var first = (Appended) append(stream, 1, UUID.randomUUID(), "Tea");
        keep(stream, by(UUID.randomUUID()), 1, first.position());

        var next = (Appended) append(stream, 2, UUID.randomUUID(), "Green tea");

        assertThat(read(stream)).extracting(Envelope::version).containsExactly(1L, 2L);
        assertThat(read(stream)).extracting(Envelope::position).containsExactly(first.position(), next.position());
    }

    @Test
    default void a_stream_without_events_keeps_receipts_too() {
        StreamId stream = newStream();
        UUID command = UUID.randomUUID();

        keep(stream, by(command), 0, 0);

        assertThat(append(stream, 1, command, "Tea")).isEqualTo(new AlreadyAppended("hash", 0, 0));
        assertThat(read(stream)).isEmpty();
    }

    @Test
    default void a_command_with_events_leaves_no_receipt() {
        StreamId stream = newStream();
        UUID command = UUID.randomUUID();
        var first = (Appended) append(stream, 1, command, "Tea");
        append(stream, 2, UUID.randomUUID(), "Green tea");

        assertThat(keep(stream, by(command), 2, first.position()))
                .isEqualTo(new AlreadyAppended("hash", 1, first.position()));
    }

    @Test
    default void a_receipt_is_known_by_its_stream_only() {
        UUID command = UUID.randomUUID();
        keep(newStream(), by(command), 1, 1);

        StreamId other = newStream();
        assertThat(store().answerTo(other, command).await().atMost(PATIENCE)).isEmpty();
        assertThat(append(other, 1, command, "Tea")).isInstanceOf(Appended.class);
    }

    /** With an event or a receipt first, and under either id first. */
    @Test
    default void a_command_is_the_same_under_the_id_that_it_has_as_a_guests() {
        for (boolean changesSomething : List.of(true, false)) {
            for (boolean guestIsFirst : List.of(true, false)) {
                StreamId stream = newStream();
                var before = (Appended) append(stream, 1, UUID.randomUUID(), "Tea");
                CommandMetadata asGuest = by(UUID.randomUUID());
                CommandMetadata asCustomer = by(UUID.randomUUID(), asGuest.commandId());
                List<CommandMetadata> both = guestIsFirst ? List.of(asGuest, asCustomer) : List.of(asCustomer, asGuest);

                var first = (Appended)
                        (changesSomething
                                ? append(stream, 2, both.getFirst(), "Green tea")
                                : keep(stream, both.getFirst(), 1, before.position()));

                var answer = new AlreadyAppended("hash", first.version(), first.position());
                assertThat(append(stream, first.version() + 1, both.getLast(), "Green tea"))
                        .as("changes something: %s, the guest is first: %s", changesSomething, guestIsFirst)
                        .isEqualTo(answer);
                assertThat(keep(stream, both.getLast(), first.version(), first.position()))
                        .isEqualTo(answer);
                assertThat(store().answerTo(stream, asGuest.commandId()).await().atMost(PATIENCE))
                        .contains(answer);
                assertThat(read(stream)).hasSize(changesSomething ? 2 : 1);
            }
        }
    }

    /** An append that stores a receipt. */
    record GivenReceipt(Receipt receipt) implements PendingAppend {

        @Override
        public StreamId stream() {
            return receipt.stream();
        }

        @Override
        public CommandMetadata metadata() {
            return receipt.metadata();
        }

        @Override
        public Receipt take(@Nullable Append before) {
            return receipt;
        }

        @Override
        public void stored(Append append, Appended where) {
            throw new IllegalStateException("a receipt is no append");
        }
    }

    static PendingAppend receiptOf(StreamId stream, CommandMetadata metadata, long version, long position) {
        return new GivenReceipt(new Receipt(stream, metadata, version, position));
    }

    /** An append with fixed events. */
    record GivenTurn(
            StreamId stream,
            CommandMetadata metadata,
            @Nullable Append append) implements PendingAppend {

        @Override
        public @Nullable Append take(@Nullable Append before) {
            return append;
        }

        @Override
        public void stored(Append append, Appended where) {}
    }

    /** An append to a stream that has no events yet. */
    static PendingAppend aProductIsListed(StreamId stream) {
        return turnOf(stream, 1, Instant.EPOCH, List.of(new ProductListed("Tea", PRICE)), by(UUID.randomUUID()));
    }

    static PendingAppend turnOf(
            StreamId stream, long version, Instant notBefore, List<ProductListed> events, CommandMetadata metadata) {
        return new GivenTurn(
                stream, metadata, new Append(stream, version, notBefore, events, null, metadata, events.getLast()));
    }

    /** Two events start another stream with one event of this one. */
    static PendingAppend founding(StreamId stream, long version, StreamId other, CommandMetadata metadata) {
        var tea = new ProductListed("Tea", PRICE);
        var begins = new NewStream(other, List.of(tea, tea));
        return new GivenTurn(
                stream, metadata, new Append(stream, version, Instant.EPOCH, List.of(tea), begins, metadata, tea));
    }

    /** Then the positions in every partition are 1, 2, 3 …, in the given order. */
    static void thenPositionsHaveNoGap(List<Envelope> events) {
        Map<Integer, List<Envelope>> partitions = events.stream().collect(groupingBy(Envelope::partition));
        assertThat(partitions)
                .allSatisfy((partition, inOrder) -> assertThat(inOrder)
                        .as("positions of partition %d", partition)
                        .extracting(Envelope::position)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, inOrder.size())
                                .boxed()
                                .toList()));
    }

    static CommandMetadata by(UUID command) {
        return by(command, null);
    }

    static CommandMetadata by(UUID command, @Nullable UUID guestCommand) {
        return new CommandMetadata(
                command, true, null, DeciderSpecification.CONTEXT, "correlation", "hash", guestCommand);
    }

    private AppendResult append(StreamId stream, long version, UUID command, String... names) {
        return append(stream, version, by(command), names);
    }

    private AppendResult keep(StreamId stream, CommandMetadata metadata, long version, long position) {
        return store().append(receiptOf(stream, metadata, version, position))
                .await()
                .atMost(PATIENCE);
    }

    private AppendResult append(StreamId stream, long version, CommandMetadata metadata, String... names) {
        var events = List.of(names).stream()
                .map(name -> new ProductListed(name, PRICE))
                .toList();
        return store().append(turnOf(stream, version, Instant.EPOCH, events, metadata))
                .await()
                .atMost(PATIENCE);
    }

    private AppendResult founding(StreamId stream, long version, UUID command, StreamId other) {
        return store().append(founding(stream, version, other, by(command)))
                .await()
                .atMost(PATIENCE);
    }

    private List<Envelope> read(StreamId stream) {
        return store().read(stream, 0, 100).await().atMost(PATIENCE);
    }
}
