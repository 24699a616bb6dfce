package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A checkpoint that somebody has deleted by hand. */
@QuarkusTest
@TestProfile(CheckpointDeletedIT.OftenRead.class)
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class CheckpointDeletedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final History HISTORY = new History();

    @Inject
    CompletionStage<QuarkusCqlSession> session;

    public static final class OftenRead implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cartulary.projection.checkpoints-read-every", "500ms");
        }
    }

    @Test
    void it_is_noticed_and_comes_back_once_the_table_is_truncated() {
        Readiness.await();
        Envelope first = project();

        cql("DELETE FROM %s.progress WHERE partition = " + first.partition());
        await().atMost(PATIENCE).until(() -> hidden() == 1);
        assertThat(position(first.partition())).isZero();

        cql("TRUNCATE %s.progress");
        await().atMost(PATIENCE).until(() -> hidden() == 0);
        assertThat(position(first.partition())).isEqualTo(first.position());
    }

    private static Envelope project() {
        var cart = new StreamId("cart", UUID.randomUUID().toString());
        var events = HISTORY.record(cart, new CartCreated(new Owner.Customer("alice"), EUR));
        Topic.sendOnce(events);
        Envelope last = events.getLast();
        given().header("Consistency-Token", last.partition() + ":" + last.position())
                .get("/queries/v1/carts/" + cart.rootId() + "?wait=10s")
                .then()
                .statusCode(200);
        return last;
    }

    private static double hidden() {
        return Metrics.sum("cartulary_projection_hidden");
    }

    private long position(int partition) {
        Row row = cql("SELECT position FROM %s.progress WHERE partition = " + partition);
        return row == null ? 0 : row.getLong("position");
    }

    private @Nullable Row cql(String text) {
        String keyspace = ConfigProvider.getConfig().getValue("cartulary.cassandra.keyspace", String.class);
        return session.toCompletableFuture()
                .join()
                .execute(text.formatted(keyspace))
                .one();
    }
}
