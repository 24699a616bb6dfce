package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that somebody has deleted from the timeline by hand are not folded over, and come back. */
@QuarkusTest
@TestProfile(OneWorld.class)
class TimelineHoleIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final History HISTORY = History.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    CompletionStage<QuarkusCqlSession> session;

    private StreamId cart = new StreamId("cart", UUID.randomUUID().toString());
    private List<Envelope> events = List.of();

    @BeforeEach
    void a_cart_of_five_events_is_projected() {
        Readiness.await();
        cart = new StreamId("cart", UUID.randomUUID().toString());
        events = HISTORY.record(
                cart, new CartCreated(new Owner.Customer("alice"), EUR), added(1), added(2), added(3), added(4));
        Topic.sendOnce(events);
        Envelope last = events.getLast();
        given().header("Consistency-Token", last.partition() + ":" + last.position())
                .get("/queries/v1/carts/" + cart.rootId() + "?wait=10s")
                .then()
                .statusCode(200)
                .body("version", is(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?version=4", "?asOf=%s", "/history", "/diff?from=1&to=4"})
    void a_question_that_needs_a_missing_event_is_refused(String question) {
        whenDeleted("version = 3");

        thenIncomplete(question.formatted(InstantJson.text(events.getLast().recordedAt())), "version 3 is missing");
    }

    @Test
    void a_question_about_what_was_before_is_answered() {
        whenDeleted("version = 3");

        ask("?version=2").statusCode(200).body("version", is(2));
        ask("?asOf=" + InstantJson.text(events.getFirst().recordedAt()))
                .statusCode(200)
                .body("version", is(1));
        ask("/history?limit=2").statusCode(200).body("events.size()", is(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?version=4", "?asOf=%s", "/history", "/diff?from=1"})
    void missing_events_at_the_end_are_noticed_too(String question) {
        whenDeleted("version >= 4");

        thenIncomplete(
                question.formatted(InstantJson.text(events.getLast().recordedAt())), "versions 4 to 5 are missing");
    }

    @Test
    void live_events_end_with_the_problem_before_the_hole() {
        whenDeleted("version = 3");

        try (var reader = new SseReader(
                URI.create("http://localhost:" + RestAssured.port),
                "/queries/v1/streams/" + cart + "/events",
                Tokens.of("alice", Duration.ofHours(1), "customer"),
                null)) {
            await().atMost(PATIENCE).until(reader::hasEnded);

            assertThat(reader.lines())
                    .contains("event:problem")
                    .anySatisfy(line -> assertThat(line).contains("\"code\":\"timeline-incomplete\""));
            assertThat(reader.ids()).containsExactly("1", "2");
        }
    }

    @Test
    void a_repair_writes_the_timeline_again_from_a_replay_over_the_deletions() {
        whenDeleted("version >= 2");
        Topic.sendOnce(events);
        thenIncomplete("?version=4", "versions 2 to 5 are missing");

        given().post("/queries/v1/admin/streams/" + cart + "/repair").then().statusCode(202);
        Topic.sendOnce(events);

        await().atMost(PATIENCE)
                .untilAsserted(() -> ask("?version=4").statusCode(200).body("version", is(4)));
        ask("/history").statusCode(200).body("events.version", is(List.of(1, 2, 3, 4, 5)));
    }

    private void thenIncomplete(String question, String detail) {
        ask(question).statusCode(503).body("code", is("timeline-incomplete")).body("detail", containsString(detail));
    }

    private ValidatableResponse ask(String question) {
        return given().urlEncodingEnabled(false)
                .get("/queries/v1/carts/" + cart.rootId() + question)
                .then();
    }

    private void whenDeleted(String versions) {
        String keyspace = ConfigProvider.getConfig().getValue("cartulary.cassandra.keyspace", String.class);
        session.toCompletableFuture()
                .join()
                .execute("DELETE FROM %s.timeline WHERE stream = '%s' AND %s".formatted(keyspace, cart, versions));
    }

    private static ItemAdded added(int line) {
        return new ItemAdded(new UUID(1, line), "tea-" + line, "Tea", 1, new Money(450, EUR));
    }
}
