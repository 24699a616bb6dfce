package io.cartulary.query.projection;

import io.cartulary.query.store.Schema;
import io.cartulary.query.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes one polled batch at a time. While Cassandra can't be reached the batch is tried again and again, and no further
 * one is taken. What can't be projected goes to the quarantine, stream by stream; a partition that positions are missing
 * from stands still by itself. Only a defect halts the projecting as a whole: nothing more is written or committed, and
 * a restart comes back to it.
 */
@ApplicationScoped
public class Projector {

    private static final Logger LOG = Logger.getLogger(Projector.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final Schema schema;
    private final SerialExecutor turns;
    private final BatchProjection projecting;
    private final Assignments assignments;
    private final ProjectionConfig config;
    private final ProjectionMetrics metrics;
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile Optional<String> halted = Optional.empty();

    Projector(
            Schema schema,
            SerialExecutor turns,
            BatchProjection projecting,
            Assignments assignments,
            ProjectionConfig config,
            ProjectionMetrics metrics) {
        this.schema = schema;
        this.turns = turns;
        this.projecting = projecting;
        this.assignments = assignments;
        this.config = config;
        this.metrics = metrics;
    }

    /** Why nothing is projected any more. */
    Optional<String> halted() {
        return halted;
    }

    @Incoming(ConsumerOffsets.CHANNEL)
    Uni<Void> project(ConsumerRecords<String, String> polled) {
        Assignment held = assignments.current();
        return schema.ready()
                .map(_ -> Batch.of(polled))
                .chain(batch -> project(batch, held))
                .onFailure()
                .recoverWithUni(this::halt);
    }

    /** Where a partition can't go on, without what is behind. */
    private Uni<Void> project(Batch batch, Assignment held) {
        return Uni.createFrom()
                .deferred(() -> turns.take(() -> projecting.attempt(batch, held)))
                .onFailure(StoreUnavailableException.class)
                .invoke(this::pause)
                .onFailure(StoreUnavailableException.class)
                .retry()
                .withBackOff(FIRST_PAUSE, config.longestPause())
                .indefinitely()
                .invoke(this::goOn)
                .onFailure(StoppedPartitionException.class)
                .recoverWithUni(found -> project(batch.before(found), held));
    }

    private void pause(Throwable cause) {
        if (paused.compareAndSet(false, true)) {
            LOG.warnf("projecting pauses: %s", cause.getMessage());
        }
    }

    private void goOn() {
        if (paused.compareAndSet(true, false)) {
            LOG.info("projecting goes on");
        }
    }

    /** Never completes, so no further batch is taken. */
    private Uni<Void> halt(Throwable cause) {
        LOG.error("projecting has halted: a defect", cause);
        metrics.halted();
        halted = Optional.of(String.valueOf(cause.getMessage()));
        return Uni.createFrom().nothing();
    }
}
