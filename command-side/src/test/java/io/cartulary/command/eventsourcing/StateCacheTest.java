package io.cartulary.command.eventsourcing;

import static io.cartulary.command.eventsourcing.EventStoreContract.by;
import static io.cartulary.command.eventsourcing.EventStoreContract.newStream;
import static io.cartulary.command.eventsourcing.EventStoreContract.turnOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateCacheTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int LONG = 4 * StateCache.PAGE + 20;

    private static final SnapshotForm<Integer> FORM = new SnapshotForm<>(Integer.class, 1);
    private static final Fold<Integer, ProductEvent> COUNT =
            new Fold<>(ProductEvent.class, 0, (count, _) -> count + 1, Optional.of(FORM));
    private static final Fold<String, ProductEvent> NAME =
            Fold.of(ProductEvent.class, "", (_, event) -> event instanceof ProductListed listed ? listed.name() : "");

    private final InMemoryEventStore store = new InMemoryEventStore(Instant.parse("2026-11-23T12:00:00Z"));
    private final InMemorySnapshots snapshots = new InMemorySnapshots();
    private final StateCache streams = replica();
    private final StreamId stream = newStream();

    @Test
    void a_recent_state_is_not_read_again() {
        given(1);
        recent(NAME, AN_HOUR);
        store.reads();

        assertThat(recent(NAME, AN_HOUR).state()).isEqualTo("1");
        assertThat(store.reads()).isZero();
    }

    @Test
    void a_state_that_has_aged_is_read_again() {
        given(1);
        recent(NAME, AN_HOUR);
        given(1);

        assertThat(recent(NAME, Duration.ZERO).state()).isEqualTo("2");
    }

    @Test
    void what_this_replica_has_appended_counts_at_once_for_every_fold() {
        given(1);
        recent(NAME, AN_HOUR);
        given(1);
        streams.appended(COUNT, stream, new Folded<>(2, 2, 2, Instant.EPOCH), 1);

        assertThat(recent(NAME, AN_HOUR).state()).isEqualTo("2");
        assertThat(recent(COUNT, AN_HOUR).state()).isEqualTo(2);
    }

    @Test
    void what_the_store_tells_of_others_appends_need_not_be_read() {
        given(1);
        current(streams);
        given(2);
        store.reads();

        assertThat(current(store.stream(stream).subList(1, 3)).state()).isEqualTo(3);
        assertThat(store.reads()).isZero();
    }

    @Test
    void what_the_store_tells_is_read_again_when_it_does_not_continue_what_is_known() {
        given(3);

        assertThat(current(store.stream(stream).subList(1, 3)).state()).isEqualTo(3);
    }

    @Test
    void what_others_have_appended_goes_into_what_is_remembered() {
        given(1);
        current(streams);
        recent(NAME, AN_HOUR);
        given(2);
        store.reads();

        streams.heard(store.stream(stream).subList(0, 3));

        assertThat(remembered().state()).isEqualTo(3);
        assertThat(recent(NAME, AN_HOUR).state()).isEqualTo("3");
        assertThat(store.reads()).isZero();
    }

    @Test
    void a_stream_of_which_something_is_missing_is_forgotten() {
        given(1);
        current(streams);
        given(2);
        store.reads();

        streams.heard(store.stream(stream).subList(2, 3));

        assertThat(remembered().state()).isEqualTo(3);
        assertThat(store.reads()).as("readings of the stream").isEqualTo(1);
    }

    @Test
    void what_is_not_remembered_is_not_begun_in_the_middle() {
        given(3);

        streams.heard(store.stream(stream).subList(2, 3));

        assertThat(remembered().state()).isEqualTo(3);
    }

    @Test
    void a_long_stream_is_read_from_its_beginning_once_and_from_a_snapshot_then() {
        given(LONG);
        assertThat(current(replica()).state()).isEqualTo(LONG);
        store.reads();

        assertThat(current(replica())).isEqualTo(new Folded<>(LONG, LONG, LONG, Instant.parse("2026-11-23T12:00:00Z")));

        // the first page shows that the stream is long, and another one has the events since the snapshot
        assertThat(store.reads()).isEqualTo(2);
    }

    @Test
    void a_stream_that_grows_long_while_it_is_remembered_has_a_snapshot() {
        streams.appended(COUNT, stream, new Folded<>(1000, StateCache.PAGE, 1, Instant.EPOCH), 1);

        assertThat(snapshots.load(FORM, stream).await().indefinitely())
                .map(Folded::state)
                .contains(1000);
    }

    @Test
    void a_short_stream_has_no_snapshot() {
        given(StateCache.PAGE - 1);
        current(replica());

        assertThat(snapshots.load(FORM, stream).await().indefinitely()).isEmpty();
    }

    @Test
    void many_who_want_the_same_stream_at_once_read_it_once() {
        given(1);
        Uni<Folded<String>> first = streams.recent(NAME, stream, AN_HOUR);
        Uni<Folded<String>> second = streams.recent(NAME, stream, AN_HOUR);
        store.reads();

        assertThat(Uni.join().all(first, second).andFailFast().await().indefinitely())
                .extracting(Folded::state)
                .containsExactly("1", "1");
        assertThat(store.reads()).isEqualTo(1);
    }

    private StateCache replica() {
        return new StateCache(store, snapshots, new ConcurrentHashMap<>());
    }

    /** Given this many more events, each naming the product after its version. */
    private void given(int events) {
        long version = store.stream(stream).size() + 1L;
        var named = IntStream.range(0, events)
                .mapToObj(
                        i -> new ProductListed(Long.toString(version + i), new Money(250, Currency.getInstance("EUR"))))
                .toList();
        store.append(turnOf(stream, version, Instant.EPOCH, named, by(UUID.randomUUID())))
                .await()
                .indefinitely();
    }

    private <S> Folded<S> recent(Fold<S, ProductEvent> fold, Duration age) {
        return streams.recent(fold, stream, age).await().indefinitely();
    }

    private Folded<Integer> current(List<Envelope> since) {
        return streams.current(COUNT, stream, since).await().indefinitely();
    }

    private Folded<Integer> remembered() {
        return streams.remembered(COUNT, stream).await().indefinitely();
    }

    private Folded<Integer> current(StateCache replica) {
        return replica.current(COUNT, stream).await().indefinitely();
    }
}
