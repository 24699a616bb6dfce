package io.cartulary.command.replay;

import static io.cartulary.command.eventsourcing.EventStoreContract.aProductIsListed;
import static io.cartulary.command.eventsourcing.EventStoreContract.thenPositionsHaveNoGap;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStoreContract;
import io.cartulary.command.relay.Topic;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ReplayIT {

    private static final String REPLAYS = "/commands/v1/admin/replays";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @Inject
    Database database;

    @Inject
    Topic topic;

    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @AfterEach
    void no_replay_is_left() {
        asked.forEach(replay -> when().delete(replay));
    }

    @Test
    void a_partition_is_published_again_in_order_alongside_its_live_events() {
        int partition = 3;
        int before = givenEvents(partition, 40);
        int already = awaitPublished(partition, before);

        String replay = whenAskedFor("{\"partition\": 3, \"eventsPerSecond\": 200}");
        int live = givenEvents(partition, 10) - before;
        awaitDone(replay);

        List<Envelope> records = awaitRecords(partition, already + before + live);
        assertThat(again(records, already))
                .extracting(Envelope::position)
                .containsExactlyElementsOf(positions(1, before));
        thenPositionsHaveNoGap(Topic.firstRecords(records));
        when().get(replay)
                .then()
                .body("partition", is(partition), "sent", is(before), "total", is(before))
                .body("partitions[0].sent", is(before));
    }

    @Test
    void a_stream_is_published_again_and_nothing_else() {
        int partition = 5;
        givenEvents(partition, 3);
        Given last = givenAnEvent(partition);
        int already = awaitPublished(partition, last.position());

        awaitDone(whenAskedFor("{\"stream\": \"%s\"}".formatted(last.streamId())));

        List<Envelope> records = awaitRecords(partition, already + 1);
        assertThat(again(records, already))
                .containsExactly(Topic.firstRecords(records).getLast());
        assertThat(records.getLast().streamId()).isEqualTo(last.streamId());
    }

    @Test
    void everything_is_published_again_when_nothing_less_is_named() {
        givenEvents(6, 2);
        givenEvents(7, 2);

        String replay = whenAskedFor("{\"eventsPerSecond\": 20000}");
        awaitDone(replay);

        long log = database.execute("SELECT COUNT(version) AS events FROM events", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong("events"))
                .await()
                .atMost(PATIENCE);
        when().get(replay).then().body("sent", is((int) log), "total", is((int) log));
    }

    @Test
    void a_replay_continues_where_the_replica_stopped_that_had_it_before() {
        int partition = 8;
        int before = givenEvents(partition, 5);
        int already = awaitPublished(partition, before);
        int sentBefore = before - 2;

        awaitDone(givenAReplayThatAnotherReplicaHasBegun(partition, sentBefore, before));

        List<Envelope> records = awaitRecords(partition, already + before - sentBefore);
        assertThat(again(records, already))
                .extracting(Envelope::position)
                .containsExactlyElementsOf(positions(sentBefore + 1, before));
    }

    @Test
    void a_replay_is_slowed_down_shows_its_progress_and_is_cancelled() {
        int events = givenEvents(9, 20);
        String replay = whenAskedFor("{\"partition\": 9, \"eventsPerSecond\": 1}");
        Awaitility.await().atMost(PATIENCE).until(() -> when().get(replay).path("sent"), sent -> (int) sent > 0);

        when().delete(replay).then().statusCode(204);
        when().delete(replay).then().statusCode(204);

        when().get(replay).then().body("state", is("CANCELLED"), "sent", lessThan(events), "endedAt", notNullValue());
        when().get(REPLAYS).then().statusCode(200).body("replays.id", hasItem(idOf(replay)));
    }

    @Test
    void a_replay_that_is_done_can_not_be_cancelled() {
        givenEvents(10, 1);
        String replay = whenAskedFor("{\"partition\": 10}");
        awaitDone(replay);

        when().delete(replay).then().statusCode(409).body("code", is("replay-done"));
    }

    @Test
    void only_so_many_replays_run_at_once() {
        givenEvents(11, 20);
        String slowly = "{\"partition\": 11, \"eventsPerSecond\": 1}";
        for (int i = 0; i < 10; i++) {
            whenAskedFor(slowly);
        }

        ask(slowly).then().statusCode(409).body("code", is("too-many-replays"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"partition\": 12}                        | 400 | malformed-request",
                "{\"partition\": 1, \"stream\": \"product:A\"} | 400 | malformed-request",
                "{\"stream\": \"nonsense\"}                 | 400 | malformed-stream",
                "{\"eventsPerSecond\": 20001}               | 400 | events-per-second-out-of-range",
                "{\"eventsPerSecond\": 0}                   | 400 | malformed-request",
                "{\"stream\": \"product:NEVER-LISTED\"}     | 404 | nothing-to-replay",
            })
    void a_replay_of_nothing_is_rejected(String body, int status, String code) {
        ask(body)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code));
    }

    @Test
    void an_unknown_replay_is_not_found() {
        String unknown = REPLAYS + "/" + UUID.randomUUID();

        when().get(unknown).then().statusCode(404).body("code", is("no-such-replay"));
        when().delete(unknown).then().statusCode(404).body("code", is("no-such-replay"));
    }

    /** @return the partition's last position */
    private int givenEvents(int partition, int count) {
        long last = 0;
        for (int i = 0; i < count; i++) {
            last = givenAnEvent(partition).position();
        }
        return (int) last;
    }

    private record Given(StreamId streamId, long position) {}

    private Given givenAnEvent(int partition) {
        StreamId stream = Stream.generate(EventStoreContract::newStream)
                .filter(candidate -> candidate.partition() == partition)
                .findFirst()
                .orElseThrow();
        var appended = (Appended) store.append(aProductIsListed(stream)).await().atMost(PATIENCE);
        return new Given(stream, appended.position());
    }

    private String givenAReplayThatAnotherReplicaHasBegun(int partition, int sent, int total) {
        String id = UUID.randomUUID().toString();
        execute("INSERT INTO replay_parts VALUES (UUID_TO_BIN(?), ?, ?, ?)", Tuple.of(id, partition, sent, total));
        execute(
                "INSERT INTO replays VALUES (UUID_TO_BIN(?), UTC_TIMESTAMP(3), ?, NULL, 1000, 'RUNNING', NULL)",
                Tuple.of(id, partition));
        return REPLAYS + "/" + id;
    }

    private void execute(String sql, Tuple parameters) {
        database.execute(sql, parameters).await().atMost(PATIENCE);
    }

    private static Response ask(String body) {
        return given().contentType(JSON).body(body).post(REPLAYS);
    }

    /** @return the address of its progress */
    private String whenAskedFor(String body) {
        Response accepted = ask(body);
        accepted.then().statusCode(202);
        String location = URI.create(accepted.header("Location")).getPath();
        assertThat(location).isEqualTo(REPLAYS + "/" + accepted.path("id"));
        asked.add(location);
        return location;
    }

    private static void awaitDone(String replay) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> when().get(replay).then().statusCode(200).body("state", is("DONE")));
    }

    /** @return how many records the partition has, once the relay has published the position */
    private int awaitPublished(int partition, long position) {
        return await(partition, records -> Topic.firstRecords(records).size() >= position)
                .size();
    }

    private List<Envelope> awaitRecords(int partition, int count) {
        return await(partition, records -> records.size() >= count);
    }

    private List<Envelope> await(int partition, Predicate<List<Envelope>> enough) {
        return of(partition, topic.awaitRecords(records -> enough.test(of(partition, records))));
    }

    private static List<Envelope> of(int partition, List<Envelope> records) {
        return records.stream().filter(event -> event.partition() == partition).toList();
    }

    /** The records after the first ones, which a consumer drops. */
    private static List<Envelope> again(List<Envelope> records, int behind) {
        List<Envelope> again = new ArrayList<>(records.subList(behind, records.size()));
        Topic.firstRecords(records).stream()
                .skip(Topic.firstRecords(records.subList(0, behind)).size())
                .forEach(again::remove);
        return again;
    }

    private static List<Long> positions(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static String idOf(String replay) {
        return replay.substring(replay.lastIndexOf('/') + 1);
    }
}
