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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(Impatient.class)
class DatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Database database;

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
