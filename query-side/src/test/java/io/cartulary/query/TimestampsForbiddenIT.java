package io.cartulary.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.OwnCassandra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A Cassandra whose guardrails forbid timestamps that are versions: a misconfiguration, and no outage. */
@QuarkusTest
@TestProfile(TimestampsForbiddenIT.OfItsOwn.class)
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@WithTestResource(value = TimestampsForbiddenIT.Forbidding.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class TimestampsForbiddenIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER = "projector";

    @Inject
    CompletionStage<QuarkusCqlSession> session;

    @Test
    void the_service_is_not_ready_and_says_why_and_writes_nothing() {
        var cart = new StreamId("cart", UUID.randomUUID().toString());
        Topic.sendOnce(
                new History().record(cart, new CartCreated(new Owner.Customer("alice"), Currency.getInstance("EUR"))));

        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(503)
                        .body("checks.data.refused", hasItem(containsString("timestamp"))));

        get("/q/health/live").then().statusCode(200);
        for (String table : new String[] {"timeline", "cart_by_id", "progress"}) {
            assertThat(rows(table)).as(table).isZero();
        }
    }

    private int rows(String table) {
        String keyspace = ConfigProvider.getConfig().getValue("cartulary.cassandra.keyspace", String.class);
        return session.toCompletableFuture()
                .join()
                .execute("SELECT * FROM %s.%s".formatted(keyspace, table))
                .all()
                .size();
    }

    /** Its servers are its own. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    /** Cassandra with the guardrail. */
    public static final class Forbidding implements QuarkusTestResourceLifecycleManager {

        private @Nullable OwnCassandra cassandra;

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            OwnCassandra started = OwnCassandra.start("guardrails", "user_timestamps_enabled: false\n");
            cassandra = started;
            createUser(started);
            return Map.of(
                    "quarkus.cassandra.contact-points", started.contactPoint(),
                    "quarkus.cassandra.auth.username", USER,
                    "quarkus.cassandra.auth.password", USER);
        }

        /** The service's user, who is no superuser: guardrails apply to no superuser. */
        private static void createUser(OwnCassandra cassandra) {
            try (CqlSession admin = await().alias("Cassandra has its first user")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> session(cassandra), Objects::nonNull)) {
                admin.execute("CREATE ROLE %s WITH LOGIN = true AND PASSWORD = '%s'".formatted(USER, USER));
                admin.execute("GRANT CREATE ON ALL KEYSPACES TO " + USER);
            }
        }

        private static CqlSession session(OwnCassandra cassandra) {
            return CqlSession.builder()
                    .addContactPoint(cassandra.address())
                    .withLocalDatacenter("datacenter1")
                    .withAuthCredentials(OwnCassandra.ADMIN, OwnCassandra.ADMIN)
                    .build();
        }

        @Override
        public void stop() {
            if (cassandra != null) {
                cassandra.close();
            }
        }
    }
}
