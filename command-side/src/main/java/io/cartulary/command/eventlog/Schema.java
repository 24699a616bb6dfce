package io.cartulary.command.eventlog;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the tables up to date when the service starts, as soon as MySQL answers. Not by Quarkus at start: that would
 * keep the service from living while MySQL is away.
 */
@ApplicationScoped
@Startup
@Readiness
public class Schema implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Schema.class);

    private final Flyway flyway;
    private final Event<SchemaReady> migrated;
    private volatile boolean ready;

    /** The tables are there, so the event log can be used. */
    public record SchemaReady() {}

    Schema(Flyway flyway, Event<SchemaReady> migrated) {
        this.flyway = flyway;
        this.migrated = migrated;
    }

    void migrate(@Observes StartupEvent start) {
        Uni.createFrom()
                .item(flyway::migrate)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("the event log's tables can't be brought up to date yet: %s", failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(250), Duration.ofSeconds(5))
                .indefinitely()
                .subscribe()
                .with(_ -> {
                    ready = true;
                    migrated.fire(new SchemaReady());
                });
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event log schema").status(ready).build();
    }
}
