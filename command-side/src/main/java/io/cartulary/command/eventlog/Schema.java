package io.cartulary.command.eventlog;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jboss.logging.Logger;

/**
 * Brings the tables up to date when the service starts, as soon as MySQL answers, or waits until they are. Not by Quarkus
 * at start: that would keep the service from living while MySQL is away.
 */
@ApplicationScoped
@Default
@Startup
@Readiness
public class Schema implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Schema.class);

    /** What the migrations bring the tables to. */
    static final int VERSION = 5;

    private final Flyway flyway;
    private final Database database;
    private final SchemaConfig config;
    private final Event<SchemaReady> reached;
    private volatile boolean ready;

    /** The tables are there, so the event log can be used. */
    public record SchemaReady() {}

    Schema(Flyway flyway, Database database, SchemaConfig config, Event<SchemaReady> reached) {
        this.flyway = flyway;
        this.database = database;
        this.config = config;
        this.reached = reached;
    }

    void start(@Observes StartupEvent start) {
        switch (config.atStart()) {
            case MIGRATE -> untilDone(this::migrate);
            case WAIT -> untilDone(this::check);
            case LEAVE -> {}
        }
    }

    private void untilDone(Supplier<Integer> attempt) {
        Uni<Integer> byFlyway = Uni.createFrom().item(attempt).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        isUpToDate()
                .chain(upToDate -> upToDate ? Uni.createFrom().item(0) : byFlyway)
                .onFailure()
                .invoke(failure -> LOG.warnf("the event log's tables are not up to date yet: %s", failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(250), Duration.ofSeconds(5))
                .indefinitely()
                .subscribe()
                .with(_ -> {
                    ready = true;
                    reached.fire(new SchemaReady());
                });
    }

    /**
     * One statement over a connection that is needed anyway. Flyway takes one of its own, and a dozen statements: most of
     * the time that a start takes where there is nothing to do. Without its table, or without MySQL, there is.
     */
    private Uni<Boolean> isUpToDate() {
        return database.execute(
                        "SELECT MIN(success) = 1 AND MAX(CAST(version AS UNSIGNED)) >= ? FROM flyway_schema_history",
                        Tuple.of(VERSION))
                .map(rows -> Objects.equals(rows.iterator().next().getInteger(0), 1))
                .onFailure()
                .recoverWithItem(false);
    }

    /**
     * Brings the tables up to date. Blocks.
     *
     * @return how many migrations that took
     * @throws FlywayException when it is not possible
     */
    public int migrate() {
        return flyway.migrate().migrationsExecuted;
    }

    /** Tables that are newer than this program serve it, too: it is being replaced by one that needs them. */
    private int check() {
        MigrationInfoService migrations = flyway.info();
        for (MigrationInfo migration : migrations.all()) {
            if (migration.getState().isFailed()) {
                throw new IllegalStateException("migration " + migration.getVersion() + " has failed");
            }
        }
        if (migrations.pending().length > 0) {
            throw new IllegalStateException(
                    migrations.pending().length + " migrations have to be carried out by the job that does that");
        }
        return 0;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event log schema").status(ready).build();
    }
}
