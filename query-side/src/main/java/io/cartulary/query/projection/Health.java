package io.cartulary.query.projection;

import io.cartulary.query.store.Schema;
import io.cartulary.query.store.Store;
import io.smallrye.health.api.AsyncHealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Whether this replica answers queries correctly. Liveness depends on none of it, so there is no liveness check. */
class Health {

    /**
     * Ready: Cassandra answers and lets the service write, Kafka has assigned partitions, and no defect has stopped the
     * projection. A stopped
     * partition is only reported: this replica answers for all other partitions as well as any other, and no other has
     * a better answer for that one.
     */
    @Produces
    @ApplicationScoped
    @Readiness
    AsyncHealthCheck ready(Store store, Schema schema, Assignments assignments, ProjectionDefect defect) {
        return () -> store.ping()
                .map(_ -> true)
                .onFailure()
                .recoverWithItem(false)
                .map(reachable -> {
                    HealthCheckResponseBuilder answer = HealthCheckResponse.named("projection")
                            .withData("cassandra", reachable)
                            .withData("tables", schema.isReady())
                            .withData("assigned", assignments.isKnown());
                    assignments.loaded().stream()
                            .flatMap(partition -> partition.halt().stream())
                            .forEach(halt ->
                                    answer.withData("standing still at offset " + halt.offset(), halt.reason()));
                    defect.reason().ifPresent(reason -> answer.withData("halted", reason));
                    store.rejection().ifPresent(reason -> answer.withData("refused", reason));
                    return answer.status(reachable
                                    && schema.isReady()
                                    && assignments.isKnown()
                                    && defect.reason().isEmpty()
                                    && store.rejection().isEmpty())
                            .build();
                });
    }

    /** Started: the tables exist. */
    @Produces
    @ApplicationScoped
    @Startup
    HealthCheck started(Schema schema) {
        return () ->
                HealthCheckResponse.named("tables").status(schema.isReady()).build();
    }
}
