package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.topic.TopicRecord;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.query.topic.TopicRecord.UnidentifiedRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Releases streams from the quarantine. Every method runs inside the serial executor, on the replica that projects the
 * stream; a repeated call changes nothing.
 */
@ApplicationScoped
public class QuarantineRelease {

    private static final Logger LOG = Logger.getLogger(QuarantineRelease.class);

    private final Store store;
    private final Quarantine quarantine;
    private final QuarantineConfig config;

    QuarantineRelease(Store store, Quarantine quarantine, QuarantineConfig config) {
        this.store = store;
        this.quarantine = quarantine;
        this.config = config;
    }

    /** Folds the waiting events of all streams of the partition: this may be a newer release. */
    public Uni<Void> resumeAll(ProjectedPartition partition) {
        return Multi.createFrom()
                .iterable(partition.quarantine().streams())
                .onItem()
                .transformToUniAndConcatenate(stream -> resume(stream, partition))
                .onItem()
                .ignoreAsUni();
    }

    /** Folds the waiting events up to the first one that fails, and returns the reason. */
    public Uni<Optional<String>> resume(StreamId stream, ProjectedPartition partition) {
        return partition
                .quarantine()
                .find(stream)
                .map(in -> in.isStray()
                        ? resumeStray(in, partition)
                        : page(in, partition.quarantine().discardedThrough(stream), partition))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<String>> page(Quarantined in, long after, ProjectedPartition partition) {
        return quarantine.waiting(in.streamId(), after, config.page()).chain(records -> {
            List<PositionedEvent> events = placed(records);
            if (events.size() < records.size()) {
                return Uni.createFrom().item(Optional.of("a record that waits does not tell its stream any more"));
            }
            if (events.isEmpty()) {
                return release(in, Math.max(after, in.version()), partition);
            }
            return partition
                    .project(events)
                    .chain(projected -> forget(in, projected.appended())
                            .chain(() -> projected
                                    .found()
                                    .map(found -> stay(in, found, partition))
                                    .orElseGet(() -> page(in, events.getLast().version(), partition))));
        });
    }

    private static List<PositionedEvent> placed(List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .map(TopicRecord::of)
                .filter(PositionedEvent.class::isInstance)
                .map(PositionedEvent.class::cast)
                .toList();
    }

    /** Removes the waiting events that are in the views. */
    private Uni<Void> forget(Quarantined in, List<PositionedEvent> done) {
        if (done.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long last = done.stream()
                .mapToLong(event -> RawRecords.order(event.raw()))
                .max()
                .orElseThrow();
        return write(quarantine.forget(
                in.streamId(), done.getFirst().version() - 1, done.getLast().version(), last));
    }

    private Uni<Optional<String>> stay(Quarantined in, Quarantined found, ProjectedPartition partition) {
        Uni<Void> written = found.version() > in.version()
                ? write(quarantine.put(found), quarantine.release(in, found.version() - 1))
                : write(quarantine.put(found));
        return written.map(_ -> {
            partition.quarantine().release(in.streamId());
            partition.quarantine().put(found);
            return Optional.of("version %d: %s".formatted(found.version(), found.reason()));
        });
    }

    private Uni<Optional<String>> release(Quarantined in, long upTo, ProjectedPartition partition) {
        return write(quarantine.release(in, upTo)).map(_ -> {
            forget(in, partition);
            LOG.infof("out of quarantine: stream %s, up to version %d", in.streamId(), upTo);
            return Optional.empty();
        });
    }

    private static void forget(Quarantined in, ProjectedPartition partition) {
        partition.quarantine().release(in.streamId());
        partition.resume();
    }

    /** A record whose stream can be read by now waits in that stream, which is retried. */
    private Uni<Optional<String>> resumeStray(Quarantined in, ProjectedPartition partition) {
        return quarantine.stray(in).chain(kept -> switch (kept.map(TopicRecord::of)
                .orElse(null)) {
            case null -> release(in, in.version(), partition);
            case UnidentifiedRecord stray -> Uni.createFrom().item(Optional.of(stray.problem()));
            case PositionedEvent event -> {
                Quarantined own = Quarantined.late(event);
                yield write(quarantine.keep(event.streamId(), event.version(), event.raw()), quarantine.put(own))
                        .invoke(() -> partition.quarantine().put(own))
                        .chain(() -> release(in, in.version(), partition))
                        .chain(() -> resume(event.streamId(), partition));
            }
        });
    }

    /** Discards the waiting events. */
    Uni<Void> discard(Quarantined in, Request request, ProjectedPartition partition) {
        return quarantine.last(in.streamId()).chain(last -> {
            long through = Math.max(last.orElse(in.version()), in.version());
            var discarded = new Discarded(
                    in.streamId(),
                    in.partition(),
                    through,
                    in.since(),
                    request.actor(),
                    Optional.ofNullable(request.why()).orElse(""),
                    request.at(),
                    null);
            return write(quarantine.discard(discarded))
                    .chain(() -> write(quarantine.release(in, through)))
                    .invoke(() -> {
                        partition.quarantine().put(discarded);
                        forget(in, partition);
                        LOG.warnf(
                                "discarded: stream %s, versions %d to %d, by %s",
                                in.streamId(), in.version(), through, request.actor());
                    });
        });
    }

    private Uni<Void> write(Cql... statements) {
        return store.write(List.of(statements), statements.length);
    }
}
