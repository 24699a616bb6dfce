package io.cartulary.command.eventsourcing;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Passed;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.VersionTaken;
import io.cartulary.command.eventsourcing.EventStore.Turn;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every event store promises. Each has a test class that runs these. */
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
                .isEqualTo(new Passed());

        assertThat(read(stream)).isEmpty();
    }

    /** A turn whose append is settled beforehand. */
    record GivenTurn(
            StreamId stream,
            CommandMetadata metadata,
            @Nullable Append append) implements Turn {

        @Override
        public @Nullable Append take(@Nullable Append before) {
            return append;
        }

        @Override
        public void stored(Append append, Appended where) {}
    }

    /** An append to a stream that has no events yet. */
    static Turn aProductIsListed(StreamId stream) {
        return turnOf(stream, 1, Instant.EPOCH, List.of(new ProductListed("Tea", PRICE)), by(UUID.randomUUID()));
    }

    static Turn turnOf(
            StreamId stream, long version, Instant notBefore, List<ProductListed> events, CommandMetadata metadata) {
        return new GivenTurn(
                stream, metadata, new Append(stream, version, notBefore, events, null, metadata, events.getLast()));
    }

    /** Two events begin another stream with one event of this. */
    static Turn founding(StreamId stream, long version, StreamId other, CommandMetadata metadata) {
        var tea = new ProductListed("Tea", PRICE);
        var begins = new NewStream(other, List.of(tea, tea));
        return new GivenTurn(
                stream, metadata, new Append(stream, version, Instant.EPOCH, List.of(tea), begins, metadata, tea));
    }

    /** Then in every partition the positions are 1, 2, 3 …, in the order given. */
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
        return new CommandMetadata(command, true, null, Caller.staff("tester"), "correlation", "hash");
    }

    private AppendResult append(StreamId stream, long version, UUID command, String... names) {
        var events = List.of(names).stream()
                .map(name -> new ProductListed(name, PRICE))
                .toList();
        return store().append(turnOf(stream, version, Instant.EPOCH, events, by(command)))
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
