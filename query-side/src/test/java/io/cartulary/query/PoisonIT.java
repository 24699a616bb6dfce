package io.cartulary.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.ProductEvent.ProductPriceChanged;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An invalid event puts its stream in quarantine; all other streams continue. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PoisonIT {

    private static final String ADMIN = "/queries/v1/admin/quarantine";
    private static final History HISTORY = new History();
    private static Topic topic;

    @BeforeAll
    static void open() {
        topic = new Topic();
    }

    @AfterAll
    static void close() {
        topic.close();
    }

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void an_unreadable_event_stops_its_stream_and_no_other_until_it_is_replayed() {
        var tea = product(1);
        var neighbour = product(1);
        List<Envelope> events = HISTORY.record(tea, listed("Tea"), listed("Green tea"), listed("Black tea"));
        List<Envelope> others = HISTORY.record(neighbour, listed("Coffee"));
        var garbled = History.garbled(events.get(1), events.get(1).type(), "{\"name\": ");

        topic.send(List.of(events.get(0), garbled, events.get(2), others.getFirst()));

        fresh(others.getFirst()).body("name", equalTo("Coffee")).header("Stale-Since", nullValue());
        fresh(events.getLast())
                .body("name", equalTo("Tea"))
                .body("version", equalTo(1))
                .header("Stale-Since", equalTo(InstantJson.text(garbled.recordedAt())));
        get(path(tea) + "?version=3").then().statusCode(404).body("code", equalTo("no-such-version"));
        get(ADMIN + "?limit=1000")
                .then()
                .statusCode(200)
                .body("streams.streamId", hasItem(tea.toString()))
                .body("streams.streamId", not(hasItem(neighbour.toString())));
        get(ADMIN + "/" + tea)
                .then()
                .statusCode(200)
                .body("quarantined.version", equalTo(2))
                .body("quarantined.partition", equalTo(tea.partition()))
                .body("quarantined.position", equalTo((int) garbled.position()))
                .body("quarantined.since", equalTo(InstantJson.text(garbled.recordedAt())))
                .body("quarantined.reason", containsString("can't be read"))
                .body("waiting.value", contains(garbled.data(), events.get(2).data()))
                .body("waiting[0].headers.ce_streamversion", equalTo("2"));
        get("/q/health/ready").then().statusCode(200);
        get("/q/metrics").then().body(not(containsString("cartulary_projection_quarantined 0.0")));
        get("/q/metrics").then().body(not(containsString("cartulary_projection_quarantines_total 0.0")));

        topic.send(List.of(events.get(1)));

        eventuallyWhole(tea, "Black tea", 3);
        get(ADMIN + "/" + tea).then().statusCode(404).body("code", equalTo("not-in-quarantine"));
    }

    @Test
    void a_missing_version_is_waited_for_and_folded_when_it_comes() {
        var stream = product(2);
        List<Envelope> before = HISTORY.record(stream, listed("Tea"));
        // Recorded and never sent, except that a record without other metadata takes its position.
        List<Envelope> missing = HISTORY.record(stream, listed("Green tea"));
        List<Envelope> behind = HISTORY.record(stream, listed("Black tea"), listed("White tea"));

        topic.send(before);
        topic.sendStray(stream.partition(), position(missing.getFirst().position()), "lost");
        topic.send(behind);

        fresh(behind.getLast())
                .body("name", equalTo("Tea"))
                .header(
                        "Stale-Since",
                        equalTo(InstantJson.text(behind.getFirst().recordedAt())));
        get(ADMIN + "/" + stream)
                .then()
                .body("quarantined.reason", containsString("versions are missing, the last one seen is 1"));

        topic.send(missing);

        eventuallyWhole(stream, "White tea", 4);
    }

    @Test
    void poison_and_remedy_in_one_batch_heal_at_once() {
        var stream = product(3);
        List<Envelope> events = HISTORY.record(stream, listed("Tea"), listed("Green tea"), listed("Black tea"));
        var garbled = History.garbled(events.get(1), "product.exploded.v1", "{}");

        topic.send(List.of(events.get(0), garbled, events.get(2), events.get(1)));

        eventuallyWhole(stream, "Black tea", 3);
    }

    @Test
    void an_event_that_can_not_be_folded_waits_and_resuming_says_why() {
        var stream = product(4);
        var currency = Currency.getInstance("EUR");
        List<Envelope> events = HISTORY.record(
                stream, new ProductPriceChanged(new Money(1, currency), new Money(2, currency)), listed("Tea"));
        topic.send(events);

        freshAnswer(events.getLast()).statusCode(404).body("code", equalTo("no-such-product"));
        resume(stream)
                .statusCode(200)
                .body("outcome", equalTo("STILL_IN_QUARANTINE"))
                .body("detail", containsString("version 1: it can't be folded"))
                .body("actor", containsString("tester"));
    }

    @Test
    void an_unknown_type_an_unknown_category_and_a_cart_whose_id_is_none_wait() {
        var neighbour = product(5);
        var stream = product(5);
        var parcel = new StreamId("parcel", stream.rootId());
        var cart = new StreamId("cart", stream.rootId());
        List<Envelope> events = Stream.of(
                        HISTORY.record(stream, listed("Tea")).getFirst(),
                        HISTORY.record(parcel, listed("Parcel")).getFirst(),
                        HISTORY.record(cart, listed("Cart")).getFirst(),
                        HISTORY.record(neighbour, listed("Coffee")).getFirst())
                .toList();

        topic.send(List.of(
                History.garbled(events.get(0), "product.exploded.v1", "{}"),
                events.get(1),
                events.get(2),
                events.get(3)));

        fresh(events.getLast()).body("name", equalTo("Coffee"));
        get(ADMIN + "/" + cart).then().body("quarantined.reason", containsString("can't be folded"));
        get(ADMIN + "/" + stream)
                .then()
                .body("quarantined.reason", containsString("unknown event type product.exploded.v1"));
        get(ADMIN + "/" + parcel)
                .then()
                .body("quarantined.reason", containsString("no view follows streams of the category parcel"));
    }

    @Test
    void a_record_that_does_not_tell_its_stream_is_set_aside() {
        var neighbour = product(6);
        long alone = topic.sendStray(6, Map.of(), "who am I?");
        List<Envelope> others = HISTORY.record(neighbour, listed("Coffee"));
        long position = HISTORY.lose(6);
        List<Envelope> behind = HISTORY.record(neighbour, listed("Decaf"));
        topic.send(others);
        topic.sendStray(6, position(position), "and I?");
        topic.send(behind);

        fresh(behind.getLast()).body("name", equalTo("Decaf")).header("Stale-Since", nullValue());
        String stray = "record:6-" + alone;
        get(ADMIN + "/" + stray)
                .then()
                .statusCode(200)
                .body("quarantined.offset", equalTo((int) alone))
                .body("waiting.value", contains("who am I?"));
        resume(stray).body("outcome", equalTo("STILL_IN_QUARANTINE"));
        discard(stray, "{\"why\": \"nobody knows it\"}").body("outcome", equalTo("DISCARDED"));
        get(ADMIN + "/" + stray).then().body("quarantined", nullValue()).body("discarded.why", notNullValue());
    }

    @Test
    void what_is_discarded_stays_known_and_the_view_continues_stale() {
        var stream = product(7);
        List<Envelope> events = HISTORY.record(stream, listed("Tea"), listed("Green tea"), listed("Black tea"));
        var garbled = History.garbled(events.get(1), "product.exploded.v1", "{}");
        topic.send(List.of(events.get(0), garbled, events.get(2)));
        fresh(events.getLast()).body("name", equalTo("Tea"));

        discard(stream, "{}").statusCode(400).body("code", equalTo("malformed-request"));
        discard(stream, "{\"why\": \" \"}").statusCode(400);
        discard(stream, "{\"why\": \"lost for good\"}").statusCode(200).body("outcome", equalTo("DISCARDED"));
        discard(stream, "{\"why\": \"again\"}").statusCode(404).body("code", equalTo("not-in-quarantine"));

        get(ADMIN + "/" + stream)
                .then()
                .statusCode(200)
                .body("quarantined", nullValue())
                .body("discarded.through", equalTo(3))
                .body("discarded.why", equalTo("lost for good"))
                .body("discarded.actor", containsString("tester"))
                .body("waiting", hasSize(2));
        List<Envelope> behind = HISTORY.record(stream, listed("White tea"));
        topic.send(behind);
        topic.send(events);
        topic.send(HISTORY.record(product(7), listed("Coffee")));

        fresh(behind.getLast())
                .body("name", equalTo("White tea"))
                .body("version", equalTo(4))
                .header("Stale-Since", equalTo(InstantJson.text(garbled.recordedAt())));
        get(path(stream) + "?version=4").then().body("name", equalTo("White tea"));
        get(path(stream) + "?version=1").then().body("name", equalTo("Tea"));
    }

    @Test
    void a_new_assignment_knows_what_is_in_quarantine() {
        var stream = product(8);
        List<Envelope> events = HISTORY.record(stream, listed("Tea"), listed("Green tea"), listed("Black tea"));
        var garbled = History.garbled(events.get(1), "product.exploded.v1", "{}");
        topic.send(List.of(events.get(0), garbled));
        fresh(garbled).header("Stale-Since", notNullValue());

        topic.rebalance();
        topic.send(List.of(events.get(2)));

        fresh(events.get(2))
                .body("name", equalTo("Tea"))
                .header("Stale-Since", equalTo(InstantJson.text(garbled.recordedAt())));
        get(ADMIN + "/" + stream).then().body("waiting", hasSize(2)).body("quarantined.version", equalTo(2));
    }

    @Test
    void the_list_comes_in_pages() {
        List<StreamId> streams = IntStream.range(0, 3)
                .mapToObj(_ -> product(10))
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
        List<Envelope> events = streams.stream()
                .map(stream ->
                        History.garbled(HISTORY.record(stream, listed("Tea")).getFirst(), "product.exploded.v1", "{}"))
                .toList();
        topic.send(events);
        freshAnswer(events.getLast()).statusCode(404);

        List<String> all = get(ADMIN + "?limit=1000").then().extract().path("streams.streamId");
        List<String> paged = new ArrayList<>();
        String next = null;
        do {
            var page = get(ADMIN + "?limit=1" + (next == null ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .body("streams", hasSize(1))
                    .extract();
            paged.addAll(page.path("streams.streamId"));
            next = page.path("next");
        } while (next != null);

        assertThat(paged)
                .isEqualTo(all)
                .containsSubsequence(streams.stream().map(StreamId::toString).toList());
        for (String wrong : List.of("limit=0", "limit=1001", "cursor=!!", "cursor=AAAA")) {
            get(ADMIN + "?" + wrong).then().statusCode(400).body("code", equalTo("malformed-request"));
        }
        get(ADMIN + "/nothing").then().statusCode(400).body("code", equalTo("malformed-request"));
        resume("product:never-seen").statusCode(404).body("code", equalTo("not-in-quarantine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "staff"})
    void only_operators_see_the_quarantine(String role) {
        var token = "Bearer " + Tokens.of("eve", Duration.ofHours(1), role);
        String stream = ADMIN + "/product:tea";
        given().header("Authorization", token).get(ADMIN).then().statusCode(403);
        given().header("Authorization", token).get(stream).then().statusCode(403);
        given().header("Authorization", token).post(stream + "/resume").then().statusCode(403);
        given().header("Authorization", token)
                .contentType("application/json")
                .body("{\"why\": \"I like it\"}")
                .post(stream + "/discard")
                .then()
                .statusCode(403);
    }

    @Test
    void a_missing_position_stops_its_partition_until_it_comes() {
        var stream = product(11);
        List<Envelope> before = HISTORY.record(stream, listed("Tea"));
        List<Envelope> missing = HISTORY.record(stream, listed("Green tea"));
        List<Envelope> behind = HISTORY.record(stream, listed("Black tea"), listed("White tea"));
        List<Envelope> elsewhere = HISTORY.record(product(0), listed("Coffee"));
        topic.send(before);
        topic.send(behind);
        topic.send(elsewhere);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("/q/metrics").then().body(containsString("cartulary_projection_halted 1.0")));
        fresh(elsewhere.getFirst()).body("name", equalTo("Coffee"));
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(containsString("positions are missing, the last one seen is "
                        + before.getFirst().position()));
        get(path(stream)).then().body("name", equalTo("Tea")).header("Stale-Since", nullValue());
        given().header("Consistency-Token", token(behind.getFirst()))
                .get(path(stream) + "?wait=100ms")
                .then()
                .statusCode(503)
                .body("code", equalTo("not-yet-visible"))
                .body("visible", equalTo((int) before.getFirst().position()));

        topic.send(missing);

        fresh(behind.getLast()).body("name", equalTo("White tea")).body("version", equalTo(4));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("/q/metrics").then().body(containsString("cartulary_projection_halted 0.0")));
    }

    private static void eventuallyWhole(StreamId stream, String name, int version) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get(path(stream))
                        .then()
                        .statusCode(200)
                        .header("Stale-Since", nullValue())
                        .body("name", equalTo(name))
                        .body("version", equalTo(version)));
        for (int past = 1; past <= version; past++) {
            get(path(stream) + "?version=" + past).then().statusCode(200).body("version", equalTo(past));
        }
    }

    private static ValidatableResponse fresh(Envelope last) {
        return freshAnswer(last).statusCode(200);
    }

    private static ValidatableResponse freshAnswer(Envelope last) {
        return given().header("Consistency-Token", token(last))
                .get(path(last.streamId()) + "?wait=10s")
                .then();
    }

    private static ValidatableResponse resume(Object stream) {
        return given().post(ADMIN + "/" + stream + "/resume").then();
    }

    private static ValidatableResponse discard(Object stream, String body) {
        return given().contentType("application/json")
                .body(body)
                .post(ADMIN + "/" + stream + "/discard")
                .then();
    }

    private static String token(Envelope event) {
        return event.partition() + ":" + event.position();
    }

    private static String path(StreamId product) {
        return "/queries/v1/products/" + product.rootId();
    }

    private static Map<String, String> position(long position) {
        return Map.of("ce_position", Long.toString(position));
    }

    /** A product of this test only, in that partition. */
    private static StreamId product(int partition) {
        return Stream.generate(() -> new StreamId("product", "tea-" + UUID.randomUUID()))
                .filter(stream -> stream.partition() == partition)
                .findFirst()
                .orElseThrow();
    }

    private static ProductListed listed(String name) {
        return new ProductListed(name, new Money(450, Currency.getInstance("EUR")));
    }
}
