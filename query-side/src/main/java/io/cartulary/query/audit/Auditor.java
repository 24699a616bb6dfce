package io.cartulary.query.audit;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.projection.Assignments;
import io.cartulary.query.store.Schema;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.service.process.ShortestWait;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Audits all streams in a loop, one after the other, at the configured rate. Each replica audits the streams of the
 * partitions that it projects, so replicas share the work without coordination.
 */
@ApplicationScoped
class Auditor {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    private final Schema schema;
    private final Timeline timeline;
    private final Assignments assignments;
    private final RowAudit comparing;
    private final Findings findings;
    private final AuditConfig config;
    private volatile Cancellable going = () -> {};
    /** The last stream that this pass has checked; empty before the first. */
    private volatile Optional<StreamId> last = Optional.empty();

    Auditor(
            Schema schema,
            Timeline timeline,
            Assignments assignments,
            RowAudit comparing,
            Findings findings,
            AuditConfig config) {
        this.schema = schema;
        this.timeline = timeline;
        this.assignments = assignments;
        this.comparing = comparing;
        this.findings = findings;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        if (config.streamsPerSecond() > 0) {
            going = schema.ready()
                    .onItem()
                    .transformToMulti(
                            _ -> Multi.createBy().repeating().uni(this::goOn).indefinitely())
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.error("the auditor has ended: a defect", failure));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        going.cancel();
    }

    private static void tell(Throwable failure) {
        if (failure instanceof StoreUnavailableException) {
            LOG.debugf("the auditor pauses: %s", failure.getMessage());
        } else {
            LOG.error("the auditor pauses: a defect", failure);
        }
    }

    /** Runs to the end of the pass, and pauses. After a failure of Cassandra the next call continues from there. */
    private Uni<Void> goOn() {
        return Uni.createFrom()
                .deferred(this::rest)
                .onFailure()
                .invoke(Auditor::tell)
                .onFailure()
                .recoverWithNull()
                .onItem()
                .delayIt()
                .by(config.pause());
    }

    private Uni<Void> rest() {
        if (last.isEmpty()) {
            findings.begin();
        }
        return Multi.createBy()
                .repeating()
                .uni(this::page)
                .whilst(page -> !page.isEmpty())
                .onItem()
                .ignoreAsUni()
                .invoke(() -> {
                    last = Optional.empty();
                    findings.end();
                });
    }

    private Uni<List<StreamId>> page() {
        return timeline.streams(last, config.atOnce())
                .call(streams -> Multi.createFrom()
                        .iterable(streams)
                        .onItem()
                        .transformToUniAndConcatenate(stream -> audit(stream).invoke(() -> last = Optional.of(stream)))
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> audit(StreamId stream) {
        if (!assignments.has(stream.partition())) {
            return Uni.createFrom().voidItem();
        }
        return comparing
                .compare(stream)
                .invoke(found -> findings.add(stream, found))
                .replaceWithVoid()
                .onItem()
                .delayIt()
                .by(ShortestWait.atLeast(Duration.ofSeconds(1).dividedBy(config.streamsPerSecond())));
    }
}
