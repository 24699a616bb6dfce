package io.cartulary.query.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.service.testing.LogContract;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestProfile(LogContract.InAContainer.class)
class LogIT extends LogContract {

    @Inject
    QuarkusCqlSession cassandra;

    /** The driver would log the statement with its values. */
    @Test
    void a_warning_of_cassandra_brings_no_value_into_the_log() {
        String value = "value-" + UUID.randomUUID();

        List<String> warnings = cassandra
                .execute(SimpleStatement.newInstance(
                        "SELECT count(*) FROM system.local WHERE cluster_name = ? ALLOW FILTERING", value))
                .getExecutionInfo()
                .getWarnings();

        assertThat(warnings).as("warnings").isNotEmpty();
        thenTheLogHasNone(value);
    }

    @Test
    void no_token_is_left_behind() {
        for (String token : List.of(ALICE, ALICE + "x", "no-token-at-all")) {
            for (String path : List.of("carts/" + UUID.randomUUID(), "orders/no-uuid", "products/none", "nowhere")) {
                as(token).header("Consistency-Token", token).get("/queries/v1/" + path);
                as(token).get("/queries/v1/" + path);
            }
        }

        thenTheLogHasNone(ALICE, "no-token-at-all");
    }
}
