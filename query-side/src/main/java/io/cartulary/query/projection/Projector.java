package io.cartulary.query.projection;

import static java.util.stream.Collectors.toMap;

import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Schema;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.timeline.Timeline;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Projects one polled batch at a time: groups its events by stream, folds each stream's over the rows of the views,
 * writes the events to the timeline and what follows from them, then the last states to the rows, then stores the
 * partitions' progress, then commits.
 *
 * <p>Whatever of this is done twice changes nothing: events up to the stored progress are dropped unseen, versions up
 * to a row's are skipped, and a write carries the version as its timestamp. While Cassandra can't be reached the batch
 * is tried again and again, and no further one is taken. Poison halts the projecting for good: nothing after it is
 * written or committed, and a restart comes back to it.
 */
@ApplicationScoped
public class Projector {

    private static final Logger LOG = Logger.getLogger(Projector.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final Store store;
    private final Schema schema;
    private final Folding folding;
    private final Timeline timeline;
    private final Progress progress;
    private final Assignments assignments;
    private final Offsets offsets;
    private final ProjectionConfig config;
    private final ProjectionMetrics metrics;
    private final Event<Advanced> advanced;
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile Optional<String> halted = Optional.empty();

    Projector(
            Store store,
            Schema schema,
            Folding folding,
            Timeline timeline,
            Progress progress,
            Assignments assignments,
            Offsets offsets,
            ProjectionConfig config,
            ProjectionMetrics metrics,
            Event<Advanced> advanced) {
        this.store = store;
        this.schema = schema;
        this.folding = folding;
        this.timeline = timeline;
        this.progress = progress;
        this.assignments = assignments;
        this.offsets = offsets;
        this.config = config;
        this.metrics = metrics;
        this.advanced = advanced;
    }

    /** Why nothing is projected any more. */
    Optional<String> halted() {
        return halted;
    }

    @Incoming(Offsets.CHANNEL)
    Uni<Void> project(ConsumerRecords<String, String> polled) {
        Assignment held = assignments.current();
        return schema.ready()
                .map(_ -> Batch.of(polled))
                .chain(batch -> project(batch, held))
                .onFailure()
                .recoverWithUni(this::halt);
    }

    /** As far as there is no poison, and then fails with it. */
    private Uni<Void> project(Batch batch, Assignment held) {
        return Uni.createFrom()
                .deferred(() -> attempt(batch, held))
                .onFailure(StoreUnavailableException.class)
                .invoke(this::pause)
                .onFailure(StoreUnavailableException.class)
                .retry()
                .withBackOff(FIRST_PAUSE, config.longestPause())
                .indefinitely()
                .invoke(this::goOn)
                .map(_ -> batch.poison())
                .onFailure(PoisonException.class)
                .recoverWithUni(poison -> project(batch.before(poison), held).replaceWith(Optional.empty()))
                .chain(poison -> poison.map(found -> Uni.createFrom().<Void>failure(found))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
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

    private Uni<Void> attempt(Batch batch, Assignment held) {
        return unseen(batch, held)
                .chain(events -> folding.fold(events, held)
                        .chain(folded -> write(events, folded)
                                .chain(() -> each(lastOfEachPartition(events), progress::store))
                                .invoke(() -> remember(events, folded, held))))
                .invoke(() -> offsets.commit(batch.lasts()));
    }

    /** The events beyond the stored progress of their partitions. */
    private Uni<List<Polled>> unseen(Batch batch, Assignment held) {
        return Multi.createFrom()
                .iterable(batch.partitions().entrySet())
                .onItem()
                .transformToUniAndConcatenate(partition ->
                        position(partition.getKey(), held).map(position -> beyond(position, partition.getValue())))
                .collect()
                .in(ArrayList<Polled>::new, List::addAll)
                .map(Function.identity());
    }

    private Uni<Long> position(int partition, Assignment held) {
        return held.position(partition)
                .map(position -> Uni.createFrom().item(position))
                .orElseGet(() -> progress.of(partition));
    }

    private static List<Polled> beyond(long position, List<Polled> events) {
        List<Polled> beyond = new ArrayList<>();
        long last = position;
        for (Polled event : events) {
            if (event.position() > last + 1) {
                throw PoisonException.missingPosition(event, last);
            }
            if (event.position() == last + 1) {
                beyond.add(event);
                last = event.position();
            }
        }
        return beyond;
    }

    private Uni<Void> write(List<Polled> events, List<Folded> folded) {
        Stream<Cql> appends =
                events.stream().map(event -> timeline.append(event.recorded().envelope()));
        Stream<Cql> beside = folded.stream().flatMap(row -> row.beside().stream());
        return each(Stream.concat(appends, beside).toList(), store::write)
                .chain(() -> each(folded.stream().map(Folded::write).toList(), store::write));
    }

    private <T> Uni<Void> each(Iterable<T> items, Function<? super T, Uni<? extends Void>> write) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(write)
                .merge(config.inFlight())
                .onItem()
                .ignoreAsUni();
    }

    private void remember(List<Polled> events, List<Folded> folded, Assignment held) {
        folded.forEach(row -> held.keep(row.key(), row.state()));
        lastOfEachPartition(events).forEach(last -> {
            held.keep(last.partition(), last.position());
            advanced.fire(new Advanced(last.partition(), last.position()));
        });
        metrics.projected(events.size());
    }

    private static Iterable<Polled> lastOfEachPartition(List<Polled> events) {
        return events.stream()
                .collect(toMap(Polled::partition, Function.identity(), (_, last) -> last))
                .values();
    }

    /** Never completes, so no further batch is taken. */
    private Uni<Void> halt(Throwable cause) {
        if (cause instanceof PoisonException) {
            LOG.errorf("projecting has halted: %s", cause.getMessage());
        } else {
            LOG.error("projecting has halted: a defect", cause);
        }
        metrics.halted();
        halted = Optional.of(String.valueOf(cause.getMessage()));
        return Uni.createFrom().nothing();
    }
}
