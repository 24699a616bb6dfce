package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.Impatient;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(Impatient.class)
class DatabaseIT {

    private static final String VALUE = "value-of-a-row";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Database database;

    /** MySQL quotes it, and texts of errors are logged. */
    @Test
    void the_text_of_an_error_has_no_value_of_a_row() {
        Readiness.await();
        String insert = "INSERT INTO policy_progress (reader, partition_no, position) VALUES (?, 0, 0)";
        database.execute(insert, Tuple.of(VALUE)).await().atMost(PATIENCE);

        assertThatThrownBy(
                        () -> database.execute(insert, Tuple.of(VALUE)).await().atMost(PATIENCE))
                .isInstanceOf(MySQLException.class)
                .hasMessageContaining("for key 'policy_progress.PRIMARY'")
                .hasMessageNotContaining(VALUE);
    }

    @Test
    void a_statement_that_is_not_answered_is_given_up_and_the_next_one_is_not_held_up() {
        Readiness.await();

        assertThatThrownBy(() -> database.execute("SELECT SLEEP(30)", Tuple.tuple())
                        .await()
                        .atMost(PATIENCE))
                .hasRootCauseInstanceOf(TimeoutException.class);

        assertThat(database.execute("SELECT 1", Tuple.tuple()).await().atMost(PATIENCE))
                .hasSize(1);
    }
}
