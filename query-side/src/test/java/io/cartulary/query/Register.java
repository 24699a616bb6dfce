package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static java.time.ZoneOffset.UTC;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A register for tests that sends each event as soon as it is recorded, and queries the service. */
final class Register implements AutoCloseable {

    private final History history = History.shared();
    private final Topic topic = new Topic();
    private final Map<Integer, Envelope> unseen = new HashMap<>();

    /** @return when the last of the events was recorded */
    Instant record(StreamId stream, Event... events) {
        List<Envelope> recorded = history.record(stream, events);
        topic.send(recorded);
        unseen.put(stream.partition(), recorded.getLast());
        return recorded.getLast().recordedAt();
    }

    /** Records an event, sends it in an unreadable form, and returns the original. */
    Envelope recordGarbled(StreamId stream, Event event) {
        Envelope genuine = history.record(stream, event).getFirst();
        topic.send(List.of(History.garbled(genuine, genuine.type(), "{")));
        unseen.put(stream.partition(), genuine);
        return genuine;
    }

    /** Sends the event again. */
    void replay(Envelope event) {
        topic.send(List.of(event));
    }

    void passes(Duration time) {
        history.passes(time);
    }

    /** The next event is recorded at the start of the day after {@code days} days. */
    LocalDate passToMidnight(int days) {
        LocalDate day = today().plusDays(days);
        history.passes(Duration.between(history.now(), day.atStartOfDay().toInstant(UTC)));
        return day;
    }

    LocalDate today() {
        return history.now().atOffset(UTC).toLocalDate();
    }

    /** The answer to a caller with all roles, once all recorded events are visible. */
    ValidatableResponse get(String path) {
        for (Envelope last : unseen.values()) {
            given().header("Consistency-Token", last.partition() + ":" + last.position())
                    .get("/queries/v1/products?wait=10s")
                    .then()
                    .statusCode(200);
        }
        unseen.clear();
        return given().urlEncodingEnabled(false)
                .get("/queries/v1" + path)
                .then()
                .body(TimesInOneForm.everywhere());
    }

    /** The answer to a caller with the token. */
    ValidatableResponse get(String bearer, String path) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + bearer)
                .get("/queries/v1" + path)
                .then();
    }

    /** One member of all items on all pages; the last page has no next. */
    <T> List<T> all(String path, String member) {
        List<T> all = new ArrayList<>();
        String cursor = "";
        do {
            ValidatableResponse page = get(path + cursor).statusCode(200);
            all.addAll(page.extract().<List<T>>path("items." + member));
            String next = page.extract().path("next");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    @Override
    public void close() {
        topic.close();
    }
}
