package io.cartulary.query.projection;

import io.cartulary.query.projection.CheckpointTable.Reached;
import io.cartulary.query.store.Schema;
import io.cartulary.service.process.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Reads the checkpoints back that this replica has stored, and writes again what is gone. After a deletion by hand, whose
 * timestamp is a time, Cassandra accepts every later checkpoint, whose timestamp is a position, and hides it.
 */
@ApplicationScoped
class HiddenCheckpoints {

    private static final Logger LOG = Logger.getLogger(HiddenCheckpoints.class);

    private final Schema schema;
    private final Assignments assignments;
    private final CheckpointTable progress;
    private final ProjectionConfig config;
    private final Set<Integer> hidden = ConcurrentHashMap.newKeySet();
    private volatile Cancellable reading = () -> {};

    HiddenCheckpoints(
            Schema schema,
            Assignments assignments,
            CheckpointTable progress,
            ProjectionConfig config,
            MeterRegistry registry) {
        this.schema = schema;
        this.assignments = assignments;
        this.progress = progress;
        this.config = config;
        Gauge.builder("cartulary.projection.hidden", hidden, Set::size)
                .description("Partitions projected here whose checkpoint is hidden by a deletion by hand")
                .baseUnit("partitions")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        reading = PeriodicTask.every(
                config.checkpointsReadEvery(),
                this::read,
                failure -> LOG.debugf("the checkpoints were not read back: %s", failure.getMessage()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        reading.cancel();
    }

    private Uni<Void> read() {
        if (!schema.isReady()) {
            return Uni.createFrom().voidItem();
        }
        hidden.removeIf(partition -> !assignments.has(partition));
        return Multi.createFrom()
                .iterable(assignments.current().partitions())
                .onItem()
                .transformToUniAndConcatenate(partition -> progress.stored(partition)
                        .map(stored -> read(partition, stored))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> read(int partition, Reached stored) {
        return progress.reached(partition)
                .chain(found -> contains(found, stored)
                        ? Uni.createFrom().item(true)
                        : progress.store(partition, stored)
                                .chain(() -> progress.reached(partition))
                                .map(again -> contains(again, stored)))
                .invoke(there -> tell(partition, there))
                .replaceWithVoid();
    }

    private static boolean contains(Optional<Reached> found, Reached stored) {
        return found.filter(reached -> reached.position() >= stored.position()).isPresent();
    }

    private void tell(int partition, boolean there) {
        if (there && hidden.remove(partition)) {
            LOG.infof("the checkpoint of partition %d is stored again", partition);
        } else if (!there && hidden.add(partition)) {
            LOG.errorf(
                    "the checkpoint of partition %d is not stored: a deletion by hand in %s hides it. TRUNCATE %s in cqlsh; the replicas then write their checkpoints again",
                    partition, progress.table(), progress.table());
        }
    }
}
