package io.cartulary.command.eventlog;

import static io.cartulary.command.eventsourcing.EventStoreContract.aProductIsListed;
import static io.cartulary.command.eventsourcing.EventStoreContract.by;
import static io.cartulary.command.eventsourcing.EventStoreContract.founding;
import static io.cartulary.command.eventsourcing.EventStoreContract.newStream;
import static io.cartulary.command.eventsourcing.EventStoreContract.receiptOf;
import static io.cartulary.command.eventsourcing.EventStoreContract.thenPositionsHaveNoGap;
import static io.cartulary.command.eventsourcing.EventStoreContract.turnOf;
import static java.util.Collections.nCopies;
import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.VersionTaken;
import io.cartulary.command.eventsourcing.EventStore.PendingAppend;
import io.cartulary.command.eventsourcing.EventStoreContract;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class EventLogIT implements EventStoreContract {

    /** Enough concurrent commands for several to share a batch. */
    private static final int MANY = 64;

    /** A version that MySQL's column can't hold. */
    private static final long NO_VERSION = -1;

    private static final List<ProductListed> TEA = List.of(new ProductListed("Tea", PRICE));

    @Inject
    EventStore store;

    @Inject
    Database database;

    @Inject
    EventLogConfig config;

    /** Other writers' events, as far as the appends of {@link #together} have returned them. */
    private final List<Envelope> told = new CopyOnWriteArrayList<>();

    /** The sizes of the batches that the last call of {@link #together} has stored. */
    private DistributionSummary batches = DistributionSummary.builder("batches").register(new SimpleMeterRegistry());

    @Override
    public EventStore store() {
        return store;
    }

    @BeforeEach
    void the_tables_are_there() {
        Readiness.await();
    }

    @Test
    void positions_have_no_gap_when_three_replicas_append_at_once() {
        try (var second = replica();
                var third = replica()) {
            List<EventStore> replicas = List.of(store, second, third);

            List<Object> results = atOnce(
                    IntStream.range(0, 20 * MANY).boxed().toList(),
                    i -> new Attempt(replicas.get(i % replicas.size()), aProductIsListed(newStream())));

            assertThat(results)
                    .hasSize(20 * MANY)
                    .allSatisfy(result -> assertThat(result).isInstanceOf(Appended.class));
        }
        thenPositionsHaveNoGap(log());
    }

    @Test
    void a_replica_tells_what_it_has_committed_in_position_order_just_as_it_is_read() {
        var heard = new CopyOnWriteArrayList<Envelope>();
        try (var replica = new EventLog(
                database, config, news -> heard.addAll(news.events()), _ -> {}, new SimpleMeterRegistry())) {
            atOnce(List.copyOf(nCopies(MANY, replica)), store -> new Attempt(store, aProductIsListed(newStream())));
        }

        Set<UUID> ids = heard.stream().map(Envelope::eventId).collect(Collectors.toSet());
        List<Envelope> recorded = log().stream()
                .filter(envelope -> ids.contains(envelope.eventId()))
                .toList();
        assertThat(recorded).hasSize(MANY);
        // MySQL has its own JSON form; RelayIT compares that
        assertThat(heard.stream().sorted(comparingInt(Envelope::partition)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("data")
                .containsExactlyElementsOf(recorded);
    }

    @Test
    void one_bad_command_of_many_fails_alone() {
        StreamId taken = newStreamOfTheLane();
        append(aProductIsListed(taken));
        CommandMetadata known = by(UUID.randomUUID());
        StreamId repeated = newStream();
        append(turnOf(repeated, 1, Instant.EPOCH, TEA, known));

        List<PendingAppend> turns = new ArrayList<>(
                Stream.generate(() -> aProductIsListed(newStream())).limit(MANY).toList());
        turns.add(10, aProductIsListed(taken));
        turns.add(20, turnOf(repeated, 2, Instant.EPOCH, TEA, known));
        turns.add(30, turnOf(newStream(), NO_VERSION, Instant.EPOCH, TEA, by(UUID.randomUUID())));

        List<Object> results = together(turns);

        assertThat(results.remove(30)).isInstanceOf(IllegalStateException.class);
        assertThat(results.remove(20)).isInstanceOf(AlreadyAppended.class);
        // the append of the other half may have returned it before this one was left out
        assertThat(results.remove(10)).isIn(new VersionTaken(read(taken)), new VersionTaken(List.of()));
        assertThat(told).as("what others have appended").containsOnlyOnceElementsOf(read(taken));
        assertThat(results)
                .hasSize(MANY)
                .allSatisfy(result -> assertThat(result).isInstanceOf(Appended.class));
        thenPositionsHaveNoGap(log());
    }

    @Test
    void retries_of_many_commands_get_their_first_answers_and_the_rest_continues() {
        StreamId stream = newStream();
        CommandMetadata known = by(UUID.randomUUID());
        append(turnOf(stream, 1, Instant.EPOCH, TEA, known));
        List<PendingAppend> first =
                Stream.generate(() -> aProductIsListed(newStream())).limit(MANY).toList();
        List<Object> answers = together(first);

        List<PendingAppend> again = new ArrayList<>();
        first.forEach(turn -> again.add(turnOf(turn.stream(), 2, Instant.EPOCH, TEA, turn.metadata())));
        again.add(turnOf(stream, 2, Instant.EPOCH, TEA, known));
        again.add(turnOf(stream, 3, Instant.EPOCH, TEA, by(UUID.randomUUID())));
        again.add(aProductIsListed(newStream()));
        List<Object> results = together(again);

        assertThat(results.subList(0, MANY))
                .isEqualTo(answers.stream()
                        .map(Appended.class::cast)
                        .map(answer -> new AlreadyAppended("hash", answer.version(), answer.position()))
                        .toList());
        assertThat(results.get(MANY)).isInstanceOf(AlreadyAppended.class);
        assertThat(results.get(MANY + 1)).as("decided again").isEqualTo(new VersionTaken(List.of()));
        assertThat(results.get(MANY + 2)).isInstanceOf(Appended.class);
    }

    @Test
    void what_follows_a_bad_command_in_its_stream_leaves_no_hole() {
        StreamId stream = newStream();
        Instant outOfRange = Instant.parse("+12000-01-01T00:00:00Z");

        List<Object> results = together(List.of(
                aProductIsListed(newStream()),
                turnOf(stream, 1, outOfRange, TEA, by(UUID.randomUUID())),
                aProductIsListed(newStream()),
                turnOf(stream, 2, Instant.EPOCH, TEA, by(UUID.randomUUID()))));

        assertThat(results.get(1)).isInstanceOf(IllegalStateException.class);
        assertThat(results.get(3)).isEqualTo(new VersionTaken(List.of()));
        assertThat(results.get(0)).isInstanceOf(Appended.class);
        assertThat(results.get(2)).isInstanceOf(Appended.class);
        assertThat(store.read(stream, 0, 10).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void streams_that_begin_together_are_left_out_together() {
        StreamId free = newStream();
        StreamId taken = newStreamOfTheLane();
        append(aProductIsListed(taken));
        StreamId begun = newStream();
        append(aProductIsListed(orderOf(begun)));

        List<Object> results = together(Stream.of(free, taken, begun)
                .map(stream -> founding(stream, 1, orderOf(stream), by(UUID.randomUUID())))
                .toList());

        assertThat(results.get(0)).isInstanceOf(Appended.class);
        assertThat(results.get(1)).isEqualTo(new VersionTaken(read(taken)));
        assertThat(results.get(2)).isEqualTo(new VersionTaken(List.of()));
        assertThat(List.of(read(free).size(), read(orderOf(free)).size()))
                .as("events of the free stream, and of the one that began with it")
                .containsExactly(1, 2);
        assertThat(List.of(read(taken).size(), read(orderOf(taken)).size()))
                .as("events of the stream that was there, and of the one that was to begin with it")
                .containsExactly(1, 0);
        assertThat(List.of(read(begun).size(), read(orderOf(begun)).size()))
                .as("events of the stream that was to found one that was there, and of that")
                .containsExactly(0, 1);
        thenPositionsHaveNoGap(log());
    }

    /** The last replica that appended needs no locked append; the other one does. */
    @Test
    void a_receipt_of_one_replica_is_answered_by_another_that_would_append() {
        StreamId stream = newStream();
        var first = (Appended) append(aProductIsListed(stream));
        CommandMetadata command = by(UUID.randomUUID());
        append(receiptOf(stream, command, 1, first.position()));

        try (var alone = replica();
                var another = replica()) {
            append(another, turnOf(stream, 2, Instant.EPOCH, TEA, by(UUID.randomUUID())));
            append(alone, turnOf(stream, 3, Instant.EPOCH, TEA, by(UUID.randomUUID())));

            for (EventLog replica : List.of(alone, another)) {
                assertThat(append(replica, turnOf(stream, 4, Instant.EPOCH, TEA, command)))
                        .isEqualTo(new AlreadyAppended("hash", 1, first.position()));
                assertThat(append(replica, receiptOf(stream, command, 3, first.position() + 2)))
                        .isEqualTo(new AlreadyAppended("hash", 1, first.position()));
            }
        }
        assertThat(read(stream)).hasSize(3);
        thenPositionsHaveNoGap(log());
    }

    /**
     * The retry comes while the first attempt is under way: on one replica there is nothing to change, on others there
     * is.
     */
    @Test
    void of_one_command_there_are_events_or_a_receipt_and_never_both() {
        try (var second = replica();
                var third = replica()) {
            List<EventStore> replicas = List.of(store, second, third);
            List<StreamId> streams = Stream.generate(EventStoreContract::newStream)
                    .limit(2 * MANY)
                    .toList();
            streams.forEach(stream -> append(aProductIsListed(stream)));
            List<CommandMetadata> commands =
                    streams.stream().map(_ -> by(UUID.randomUUID())).toList();

            List<Object> results = atOnce(IntStream.range(0, 6 * MANY).boxed().toList(), i -> {
                StreamId stream = streams.get(i / 3);
                CommandMetadata command = commands.get(i / 3);
                return new Attempt(
                        replicas.get(i % 3),
                        i % 3 == i / 3 % 3
                                ? receiptOf(stream, command, 1, 1)
                                : turnOf(stream, 2, Instant.EPOCH, TEA, command));
            });

            for (int i = 0; i < streams.size(); i++) {
                List<Object> ofOne = results.subList(3 * i, 3 * i + 3);
                assertThat(ofOne)
                        .as("stored of one command")
                        .filteredOn(Appended.class::isInstance)
                        .hasSize(1);
                AlreadyAppended answer = store.answerTo(
                                streams.get(i), commands.get(i).commandId())
                        .await()
                        .atMost(PATIENCE)
                        .orElseThrow();
                assertThat(read(streams.get(i))).hasSize((int) answer.version());
            }
        }
        thenPositionsHaveNoGap(log());
    }

    @Test
    void receipts_are_stored_with_the_events_of_their_batch() {
        List<PendingAppend> turns = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            turns.add(aProductIsListed(newStream()));
            turns.add(receiptOf(newStream(), by(UUID.randomUUID()), i, i));
        }

        List<Object> results = together(turns);

        assertThat(batches.count()).as("statements").isEqualTo(1);
        assertThat(results)
                .hasSize(2 * MANY)
                .allSatisfy(result -> assertThat(result).isInstanceOf(Appended.class));
        assertThat(together(
                        turns.stream().filter(GivenReceipt.class::isInstance).toList()))
                .as("again")
                .isEqualTo(IntStream.range(0, MANY)
                        .mapToObj(i -> new AlreadyAppended("hash", i, i))
                        .toList());
        thenPositionsHaveNoGap(log());
    }

    @Test
    void a_receipt_that_is_left_out_with_its_stream_is_decided_again() {
        StreamId stream = newStreamOfTheLane();
        append(aProductIsListed(stream));
        CommandMetadata command = by(UUID.randomUUID());

        List<Object> results = together(List.of(
                turnOf(stream, 1, Instant.EPOCH, TEA, by(UUID.randomUUID())),
                receiptOf(stream, command, 0, 0),
                aProductIsListed(newStream())));

        assertThat(results.get(0)).isInstanceOf(VersionTaken.class);
        assertThat(results.get(1)).as("decided again").isInstanceOf(VersionTaken.class);
        assertThat(results.get(2)).isInstanceOf(Appended.class);
        assertThat(store.answerTo(stream, command.commandId()).await().atMost(PATIENCE))
                .isEmpty();
    }

    private static Object append(EventStore store, PendingAppend turn) {
        return store.append(turn).await().atMost(PATIENCE);
    }

    private static StreamId orderOf(StreamId stream) {
        return new StreamId("order", stream.rootId());
    }

    private List<Envelope> read(StreamId stream) {
        return store.read(stream, 0, 10).await().atMost(PATIENCE);
    }

    private record Attempt(EventStore store, PendingAppend turn) {}

    private EventLog replica() {
        return new EventLog(database, config, _ -> {}, _ -> {}, new SimpleMeterRegistry());
    }

    /** A new stream of the lane that {@link #together} writes. */
    private StreamId newStreamOfTheLane() {
        return Stream.generate(EventStoreContract::newStream)
                .filter(stream -> stream.partition() % config.lanes() == 0)
                .findFirst()
                .orElseThrow();
    }

    private Object append(PendingAppend turn) {
        return store.append(turn).await().atMost(PATIENCE);
    }

    /** The results, or failures, of appends in one batch. */
    private List<Object> together(List<PendingAppend> turns) {
        batches = DistributionSummary.builder("batches").register(new SimpleMeterRegistry());
        var limits = new BatchLimits(turns.size(), Integer.MAX_VALUE, PATIENCE);
        // of one lane, which has all partitions
        var writer = new BatchWriter(0, 1, database, config, limits, _ -> {}, told::addAll, batches, Clock.systemUTC());
        var waiting = new ArrayDeque<QueuedAppend>();
        List<CompletableFuture<Object>> results = turns.stream()
                .map(turn -> Uni.createFrom()
                        .<AppendResult>emitter(caller -> waiting.add(new QueuedAppend(turn, caller, Long.MAX_VALUE)))
                        .<Object>map(result -> result)
                        .onFailure()
                        .recoverWithItem(failure -> failure)
                        .subscribeAsCompletionStage())
                .toList();
        writer.write(waiting::poll).await().atMost(PATIENCE);
        return results.stream().map(CompletableFuture::join).collect(Collectors.toCollection(ArrayList::new));
    }

    /** The results, or failures, in the order of the items. */
    private static <T> List<Object> atOnce(List<T> items, Function<T, Attempt> attempt) {
        var results = new ConcurrentHashMap<Integer, Object>();
        Multi.createFrom()
                .range(0, items.size())
                .onItem()
                .transformToUni(i -> {
                    Attempt next = attempt.apply(items.get(i));
                    return next.store()
                            .append(next.turn())
                            .<Object>map(result -> result)
                            .onFailure()
                            .recoverWithItem(failure -> failure)
                            .invoke(result -> results.put(i, result));
                })
                .merge(MANY + 10)
                .collect()
                .last()
                .await()
                .atMost(PATIENCE);
        return IntStream.range(0, items.size()).mapToObj(results::get).collect(Collectors.toCollection(ArrayList::new));
    }

    private List<Envelope> log() {
        return database.execute(EventRows.SELECT + " WHERE version > 0 ORDER BY partition_no, position", Tuple.tuple())
                .map(EventRows::envelopes)
                .await()
                .atMost(PATIENCE);
    }
}
