package io.cartulary.query.rebuild;

import io.cartulary.query.projection.Assignments;
import io.cartulary.query.quarantine.QuarantineConfig;
import io.cartulary.query.store.GenerationTable;
import io.cartulary.query.store.Schema;
import io.cartulary.service.process.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps this replica informed of the generations: reads at an interval which ones are active, and has the loaded
 * partitions projected into the intended ones.
 */
@ApplicationScoped
class ActiveGenerations {

    private static final Logger LOG = Logger.getLogger(ActiveGenerations.class);

    private final Schema schema;
    private final GenerationTable generations;
    private final Assignments assignments;
    private final GenerationAssigner assigner;
    private final QuarantineConfig config;
    private volatile Cancellable going = () -> {};

    /** @param config has the interval, which the reads of the generations and of the quarantine share */
    ActiveGenerations(
            Schema schema,
            GenerationTable generations,
            Assignments assignments,
            GenerationAssigner assigner,
            QuarantineConfig config) {
        this.schema = schema;
        this.generations = generations;
        this.assignments = assignments;
        this.assigner = assigner;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        going = PeriodicTask.every(
                config.pollEvery(),
                this::round,
                failure -> LOG.debugf("the generations were not read: %s", failure.getMessage()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        going.cancel();
    }

    private Uni<Void> round() {
        if (!schema.isReady()) {
            return Uni.createFrom().voidItem();
        }
        return generations
                .read()
                .onItem()
                .transformToMulti(_ -> Multi.createFrom().iterable(List.copyOf(assignments.loaded())))
                .onItem()
                .transformToUniAndConcatenate(assigner::attend)
                .onItem()
                .ignoreAsUni();
    }
}
