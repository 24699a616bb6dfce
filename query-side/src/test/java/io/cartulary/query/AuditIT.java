package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The auditor finds rows that were changed from outside the service. */
@QuarkusTest
@TestProfile(AuditIT.Hurried.class)
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class AuditIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final History HISTORY = new History();
    private static final UUID LINE = new UUID(0, 1);

    @Inject
    CompletionStage<QuarkusCqlSession> session;

    public static final class Hurried implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cartulary.audit.streams-per-second", "2000",
                    "cartulary.audit.at-once", "3",
                    "cartulary.audit.pause", "100ms",
                    "cartulary.audit.listed-again-every", "1s",
                    "cartulary.audit.look-again-after", "200ms");
        }
    }

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void what_is_as_its_events_say_is_checked_and_not_reported() {
        UUID cart = cart();

        a_whole_pass();

        assertThat(fields(cart)).isEmpty();
        assertThat(audit().getLong("lastPass.checked")).isPositive();
        assertThat(Metrics.sum("cartulary_audit_checked_total")).isPositive();
        assertThat(Metrics.sum("cartulary_audit_oldest")).isBetween(0.0, PATIENCE.toSeconds() * 1.0);
        assertThat(audit().getString("oldestChecked")).isNotBlank();
    }

    @Test
    void a_corrupted_row_is_found_and_forgotten_when_it_is_repaired() {
        UUID cart = cart();
        String genuine = state(cart);

        write(cart, genuine.replace("\"quantity\":2", "\"quantity\":20"), 1_000);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fields(cart)).containsExactly("/lines/" + LINE + "/quantity"));
        assertThat(Metrics.sum("cartulary_audit_differing_total")).isPositive();
        assertThat(Metrics.sum("cartulary_audit_differences")).isPositive();

        write(cart, genuine, 2_000);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(fields(cart)).isEmpty());
    }

    @Test
    void a_row_that_has_gone_or_is_late_or_is_no_row_is_found() {
        UUID gone = cart();
        UUID late = cart();
        UUID broken = cart();
        cql("DELETE FROM %s.cart_by_id USING TIMESTAMP 1000 WHERE cart = " + gone);
        write(late, state(late).replace("\"version\":2", "\"version\":1"), 1_000);
        write(broken, "{", 1_000);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(fields(gone)).contains("/id", "/version", "/lines");
            assertThat(fields(late)).containsExactly("/version");
            assertThat(audit().getString("differences.find { it.stream == 'cart:%s' }.problem".formatted(broken)))
                    .isNotBlank();
        });
    }

    @Test
    void a_corrupted_row_of_a_list_is_found_and_forgotten_when_it_is_repaired() {
        UUID cart = cart();
        String created =
                given().get("/queries/v1/carts/" + cart).then().extract().path("createdAt");

        listed(cart, created, "CHECKED_OUT", 1_000);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(fields(cart, "cart_by_customer")).containsExactly("/state"));
        assertThat(fields(cart)).isEmpty();

        listed(cart, created, "ACTIVE", 2_000);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(fields(cart, "cart_by_customer")).isEmpty());
        cql(
                "DELETE FROM %%s.cart_by_customer USING TIMESTAMP 3000 WHERE customer = 'alice' AND created_at = '%s' AND cart_id = %s"
                        .formatted(created, cart));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fields(cart, "cart_by_customer"))
                        .containsExactly("/item_count", "/state", "/used_at"));
    }

    @Test
    void a_stream_with_a_hole_in_its_timeline_is_found_and_the_timeline_is_named() {
        UUID cart = cart();
        cql("DELETE FROM %%s.timeline WHERE stream = 'cart:%s' AND version = 1".formatted(cart));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(audit().getString(
                                        "differences.find { it.stream == 'cart:%s' && it.view == 'timeline' }.problem"
                                                .formatted(cart)))
                        .contains("version 1 is missing"));
    }

    @Test
    void only_operators_see_the_audit() {
        given().header("Authorization", "Bearer " + Tokens.of("bob", Duration.ofHours(1), "customer", "staff"))
                .get("/queries/v1/admin/audit")
                .then()
                .statusCode(403);
    }

    private void a_whole_pass() {
        String now = String.valueOf(audit().getString("lastPass.finishedAt"));
        // The current pass may have checked the stream already.
        for (int i = 0; i < 2; i++) {
            String before = now;
            await().atMost(PATIENCE)
                    .until(() -> !String.valueOf(audit().getString("lastPass.finishedAt"))
                            .equals(before));
            now = audit().getString("lastPass.finishedAt");
        }
    }

    private static JsonPath audit() {
        return given().get("/queries/v1/admin/audit")
                .then()
                .statusCode(200)
                .body("streamsPerSecond", equalTo(2000))
                .extract()
                .jsonPath();
    }

    /** The differing fields of the cart's row. */
    private static List<String> fields(UUID cart) {
        return fields(cart, "cart_by_id");
    }

    private static List<String> fields(UUID cart, String view) {
        return audit().getList(
                        "differences.findAll { it.stream == 'cart:%s' && it.view == '%s' }.fields.flatten()"
                                .formatted(cart, view),
                        String.class);
    }

    /** Writes the row of the customer's cart. */
    private void listed(UUID cart, String created, String state, long timestamp) {
        cql(
                "UPDATE %%s.cart_by_customer USING TIMESTAMP %d SET state = '%s' WHERE customer = 'alice' AND created_at = '%s' AND cart_id = %s"
                        .formatted(timestamp, state, created, cart));
    }

    private String state(UUID cart) {
        Row row = session.toCompletableFuture()
                .join()
                .execute("SELECT state FROM %s.cart_by_id WHERE cart = %s".formatted(keyspace(), cart))
                .one();
        return requireNonNull(requireNonNull(row).getString("state"));
    }

    private void write(UUID cart, String state, long timestamp) {
        cql("UPDATE %%s.cart_by_id USING TIMESTAMP %d SET state = '%s' WHERE cart = %s"
                .formatted(timestamp, state, cart));
    }

    private void cql(String text) {
        session.toCompletableFuture().join().execute(text.formatted(keyspace()));
    }

    private static String keyspace() {
        return ConfigProvider.getConfig().getValue("cartulary.cassandra.keyspace", String.class);
    }

    /** A projected cart with two units of one product. */
    private static UUID cart() {
        UUID id = UUID.randomUUID();
        List<Envelope> events = HISTORY.record(
                new StreamId("cart", id.toString()),
                new CartCreated(new Owner.Customer("alice"), EUR),
                new ItemAdded(LINE, "tea", "Tea", 2, new Money(450, EUR)));
        Topic.sendOnce(events);
        Envelope last = events.getLast();
        given().header("Consistency-Token", last.partition() + ":" + last.position())
                .get("/queries/v1/carts/" + id + "?wait=10s")
                .then()
                .statusCode(200);
        return id;
    }
}
