package io.cartulary.command.eventlog;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jboss.logging.Logger;

/**
 * Waits until the tables are up to date, which {@code command-side/migration} does. Until then the service is live and
 * not ready.
 */
@ApplicationScoped
@Default
@Startup
@Readiness
public class Schema implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Schema.class);

    /** The version of the tables after all migrations. */
    static final int VERSION = 7;

    /** The number of failed migrations, and the latest version. */
    private static final String HISTORY = """
            SELECT COALESCE(SUM(NOT success), 0), COALESCE(MAX(CAST(version AS UNSIGNED)), 0)
            FROM flyway_schema_history
            """;

    private final Database database;
    private final Event<SchemaReady> reached;
    private volatile boolean ready;

    /** The tables are there, so the event log can be used. */
    public record SchemaReady() {}

    Schema(Database database, Event<SchemaReady> reached) {
        this.database = database;
        this.reached = reached;
    }

    void start(@Observes StartupEvent start) {
        database.execute(HISTORY, Tuple.tuple())
                .invoke(rows -> check(rows.iterator().next()))
                .onFailure()
                .invoke(failure -> LOG.warnf("the event log's tables can't be used yet: %s", failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(250), Duration.ofSeconds(2))
                .indefinitely()
                .subscribe()
                .with(_ -> {
                    ready = true;
                    reached.fire(new SchemaReady());
                });
    }

    /** This program also works with newer tables: they exist while a newer program replaces it. */
    private static void check(Row history) {
        if (history.getLong(0) > 0) {
            throw new IllegalStateException("a migration has failed; its log has the reason");
        }
        if (history.getLong(1) < VERSION) {
            throw new IllegalStateException("they are at version %d, and %d is needed: the migration has to run"
                    .formatted(history.getLong(1), VERSION));
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event log schema").status(ready).build();
    }
}
