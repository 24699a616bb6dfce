package io.cartulary.query.projection;

import io.cartulary.query.store.Schema;
import io.cartulary.query.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Processes one polled batch at a time. While Cassandra is unavailable it retries the batch, and takes no other. Events
 * that can't be projected go to the quarantine, stream by stream; a partition with missing positions stops alone. Only
 * a defect stops the projection as a whole: nothing more is written or committed, and a restart returns to the batch.
 */
@ApplicationScoped
public class Projector {

    private static final Logger LOG = Logger.getLogger(Projector.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final Schema schema;
    private final SerialExecutor turns;
    private final HeldPartitions partitions;
    private final BatchProjection projecting;
    private final Assignments assignments;
    private final ProjectionConfig config;
    private final ProjectionDefect defect;
    private final AtomicBoolean paused = new AtomicBoolean();

    Projector(
            Schema schema,
            SerialExecutor turns,
            HeldPartitions partitions,
            BatchProjection projecting,
            Assignments assignments,
            ProjectionConfig config,
            ProjectionDefect defect) {
        this.schema = schema;
        this.turns = turns;
        this.partitions = partitions;
        this.projecting = projecting;
        this.assignments = assignments;
        this.config = config;
        this.defect = defect;
    }

    @Incoming(Assignments.CHANNEL)
    Uni<Void> project(ConsumerRecords<String, String> polled) {
        Assignment held = assignments.current();
        return schema.ready()
                .map(_ -> Batch.of(polled))
                .chain(batch -> project(batch, held))
                .onFailure()
                .recoverWithUni(this::halt);
    }

    /** Where a partition stops, projects the records before that one. */
    private Uni<Void> project(Batch batch, Assignment held) {
        return Uni.createFrom()
                .deferred(() -> turns.take(() -> partitions
                        .load(batch.partitions().keySet(), held)
                        .chain(() -> projecting.attempt(batch, held))))
                .onFailure(StoreUnavailableException.class)
                .invoke(this::pause)
                .onFailure(StoreUnavailableException.class)
                .retry()
                .withBackOff(FIRST_PAUSE, config.longestPause())
                .indefinitely()
                .invoke(this::goOn)
                .onFailure(StoppedPartitionException.class)
                .recoverWithUni(found -> project(batch.before(found.partition(), found.offset()), held));
    }

    private void pause(Throwable cause) {
        if (paused.compareAndSet(false, true)) {
            LOG.warnf("the projection pauses: %s", cause.getMessage());
        }
    }

    private void goOn() {
        if (paused.compareAndSet(true, false)) {
            LOG.info("the projection resumes");
        }
    }

    /** Never completes, so no further batch is taken. */
    private Uni<Void> halt(Throwable cause) {
        LOG.error("the projection has stopped: a defect", cause);
        defect.found(cause);
        return Uni.createFrom().nothing();
    }
}
