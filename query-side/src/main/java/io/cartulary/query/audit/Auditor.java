package io.cartulary.query.audit;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.audit.AuditPlaces.Place;
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
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Audits all streams in a loop, one after the other, at the configured rate; every other one is a stream that changed
 * lately, or whose rows differed. Each replica audits the streams of the partitions that it projects, so replicas share
 * the work without coordination; the place in the loop is stored after each page.
 */
@ApplicationScoped
class Auditor {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    private final Schema schema;
    private final Timeline timeline;
    private final Assignments assignments;
    private final RowAudit comparing;
    private final Findings findings;
    private final AuditPlaces places;
    private final AuditQueue recent;
    private final AuditConfig config;
    private volatile Cancellable going = () -> {};
    private volatile Place place = Place.start(Instant.now(), null);
    private volatile boolean begun;
    private volatile long listedAt = System.nanoTime();

    /** The partitions that the place is of. */
    private volatile Set<Integer> known = Set.of();

    Auditor(
            Schema schema,
            Timeline timeline,
            Assignments assignments,
            RowAudit comparing,
            Findings findings,
            AuditPlaces places,
            AuditQueue recent,
            AuditConfig config) {
        this.schema = schema;
        this.timeline = timeline;
        this.assignments = assignments;
        this.comparing = comparing;
        this.findings = findings;
        this.places = places;
        this.recent = recent;
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
        Set<Integer> ours = Set.copyOf(assignments.partitions());
        return place(ours)
                .chain(() -> Multi.createBy()
                        .repeating()
                        .uni(() -> page(ours))
                        .whilst(more -> more)
                        .onItem()
                        .ignoreAsUni());
    }

    /** Continues where these partitions were left, possibly by another replica. */
    private Uni<Void> place(Set<Integer> ours) {
        return ours.equals(known)
                ? Uni.createFrom().voidItem()
                : places.of(ours)
                        .invoke(found -> {
                            known = ours;
                            go(found);
                        })
                        .replaceWithVoid();
    }

    private void go(Place to) {
        place = to;
        findings.oldest(to.oldest());
        if (to.last() == null || !begun) {
            begun = true;
            findings.begin(to.since());
        }
    }

    /** @return whether the pass continues, with the same partitions */
    private Uni<Boolean> page(Set<Integer> ours) {
        Place from = place;
        return timeline.streams(Optional.ofNullable(from.last()), config.atOnce())
                .call(streams -> Multi.createFrom()
                        .iterable(streams)
                        .onItem()
                        .transformToUniAndConcatenate(stream -> before(stream).chain(() -> audit(stream)))
                        .onItem()
                        .ignoreAsUni())
                .chain(streams -> {
                    boolean ends = streams.isEmpty();
                    Place next = ends ? Place.start(Instant.now(), from.since()) : from.at(streams.getLast());
                    if (ends) {
                        findings.end();
                    }
                    go(next);
                    return places.store(ours, next).replaceWith(!ends && ours.equals(assignments.partitions()));
                });
    }

    /** One of the streams that have changed lately goes before each other one; and those that differed, at times. */
    private Uni<Void> before(StreamId stream) {
        if (!assignments.has(stream.partition())) {
            return Uni.createFrom().voidItem();
        }
        if (System.nanoTime() - listedAt > config.listedAgainEvery().toNanos()) {
            listedAt = System.nanoTime();
            findings.streams().forEach(recent::add);
        }
        return recent.next().map(this::audit).orElseGet(() -> Uni.createFrom().voidItem());
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
