package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The changes of a cart between two moments, over HTTP. */
@QuarkusTest
@TestProfile(OneWorld.class)
class DiffIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final History HISTORY = History.shared();
    private static final UUID LINE = new UUID(0, 1);

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_diff_names_fields_values_and_events() {
        List<Envelope> events = cart(added(2), new ItemQuantityChanged(LINE, 2, 5));
        String path = path(events);
        String quantity = "/lines/" + LINE + "/quantity";

        get(path + "?from=2&to=3")
                .statusCode(200)
                .body("from.version", equalTo(2))
                .body("to.version", equalTo(3))
                .body("to.recordedAt", equalTo(InstantJson.text(events.get(2).recordedAt())))
                .body("changes.find { it.path == '%s' }.before".formatted(quantity), equalTo(2))
                .body("changes.find { it.path == '%s' }.after".formatted(quantity), equalTo(5))
                .body("changes.path", hasItems("/total/amount", "/itemCount", "/version", "/updatedAt"))
                .body("events", hasSize(1))
                .body("events[0].version", equalTo(3))
                .body("events[0].type", equalTo("cart.item-quantity-changed.v1"))
                .body("events[0].actor", equalTo("customer:test"))
                .body(
                        "events[0].recordedAt",
                        equalTo(InstantJson.text(events.get(2).recordedAt())))
                .body("events[0].changed", hasItem(quantity))
                .body("next", nullValue());
        get(path + "?from=0")
                .statusCode(200)
                .body("to.version", equalTo(3))
                .body("changes.find { it.path == '/currency' }.after", equalTo("EUR"))
                .body("events.version", contains(1, 2, 3));
        get(path + "?from=3").statusCode(200).body("changes", hasSize(0)).body("events", hasSize(0));
    }

    @Test
    void an_event_recorded_exactly_then_counts() {
        List<Envelope> events = cart(added(2), new ItemQuantityChanged(LINE, 2, 5));
        String path = path(events);
        var second = events.get(1).recordedAt();

        get(path + "?from=" + second).body("from.version", equalTo(2));
        get(path + "?from=" + second.minusMillis(1)).body("from.version", equalTo(1));
        get(path + "?from=1&to=" + second).body("to.version", equalTo(2));
        get(path + "?from=1&to=" + second.plusMillis(999)).body("to.version", equalTo(2));
    }

    @Test
    void before_the_first_event_nothing_differs() {
        List<Envelope> events = cart(added(2));
        var first = events.getFirst().recordedAt();

        for (String moments : List.of(
                "?from=0&to=0",
                "?from=0&to=" + first.minusMillis(1),
                "?from=" + first.minusSeconds(5) + "&to=" + first.minusMillis(1),
                "?from=" + first.minusSeconds(5) + "&to=0")) {
            get(path(events) + moments)
                    .statusCode(200)
                    .body("from.version", equalTo(0))
                    .body("to.version", equalTo(0))
                    .body("changes", hasSize(0))
                    .body("events", hasSize(0))
                    .body("next", nullValue());
        }
    }

    @Test
    void a_freeze_that_has_ended_by_itself_is_a_difference_without_an_event() {
        var until = HISTORY.now().plusSeconds(60);
        List<Envelope> events = cart(new CartFrozen(until));
        String path = path(events);

        get(path + "?from=" + until.minusMillis(1) + "&to=" + until)
                .statusCode(200)
                .body("changes.find { it.path == '/state' }.before", equalTo("FROZEN"))
                .body("changes.find { it.path == '/state' }.after", equalTo("ACTIVE"))
                .body("changes.path", hasItem("/frozenUntil"))
                .body("events", hasSize(0));
    }

    @Test
    void malformed_moments_are_rejected() {
        List<Envelope> events = cart(added(2));
        String path = path(events);
        for (String wrong : List.of(
                "",
                "?from=",
                "?to=1",
                "?from=2&to=1",
                "?from=1&to=",
                "?from=-1",
                "?from=yesterday",
                "?from=1&to=2x",
                "?from=2&to=" + events.getFirst().recordedAt(),
                "?from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z",
                "?from=1&limit=0",
                "?from=1&cursor=x")) {
            get(path + wrong)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("malformed-request"));
        }
        get(path + "?from=1&to=3").statusCode(404).body("code", equalTo("no-such-version"));
        get(path + "?from=3").statusCode(404).body("code", equalTo("no-such-version"));
    }

    @Test
    void to_others_there_is_none() {
        String path = path(cart(added(2)));

        given().header("Authorization", "Bearer " + Tokens.of("mallory", Duration.ofHours(1), "customer"))
                .get(path + "?from=1")
                .then()
                .statusCode(404)
                .body("code", equalTo("no-such-cart"));
        get("/queries/v1/orders/" + UUID.randomUUID() + "/diff?from=0")
                .statusCode(404)
                .body("code", equalTo("no-such-order"));
    }

    @Test
    void a_stream_of_ten_thousand_events_is_compared_page_by_page() {
        List<Envelope> events = cart(Stream.concat(
                        Stream.of(added(1)),
                        IntStream.range(0, 9_998).mapToObj(i -> new ItemQuantityChanged(LINE, 1 + i % 2, 2 - i % 2)))
                .toArray(Event[]::new));
        String path = path(events);

        String next = get(path + "?from=1000&to=9999&limit=1000")
                .statusCode(200)
                .body("events", hasSize(1000))
                .body("events[999].version", equalTo(2000))
                .body("next", notNullValue())
                .extract()
                .path("next");
        get(path + "?from=1000&to=9999&limit=1000&cursor=" + next)
                .body("events[0].version", equalTo(2001))
                .body("to.version", equalTo(9999))
                .body("changes.path", hasItem("/lines/" + LINE + "/quantity"));
    }

    private static ItemAdded added(int quantity) {
        return new ItemAdded(LINE, "tea", "Tea", quantity, new Money(450, EUR));
    }

    /** A projected cart with these events. */
    private static List<Envelope> cart(Event... events) {
        UUID id = UUID.randomUUID();
        List<Envelope> recorded = HISTORY.record(
                new StreamId("cart", id.toString()),
                Stream.concat(Stream.of(new CartCreated(new Owner.Guest(id), EUR)), Stream.of(events))
                        .toArray(Event[]::new));
        Topic.sendOnce(recorded);
        Envelope last = recorded.getLast();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().header("Consistency-Token", last.partition() + ":" + last.position())
                        .get("/queries/v1/carts/" + id + "?wait=10s")
                        .then()
                        .statusCode(200));
        return recorded;
    }

    private static String path(List<Envelope> events) {
        return "/queries/v1/carts/" + events.getFirst().streamId().rootId() + "/diff";
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }
}
