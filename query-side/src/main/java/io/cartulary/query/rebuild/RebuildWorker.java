package io.cartulary.query.rebuild;

import io.cartulary.query.projection.Assignments;
import io.cartulary.query.rebuild.Rebuild.State;
import io.cartulary.query.store.Generations;
import io.cartulary.query.store.KnownGenerations;
import io.cartulary.query.store.Schema;
import io.cartulary.service.process.PeriodicTask;
import io.cartulary.service.process.ShortestWait;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Executes this replica's part of a rebuild: fills the partitions that it projects, compares as many shares of the
 * rows, creates and drops tables. It checks for work at an interval; interrupted work resumes at the next check, on any
 * replica, from the stored progress.
 */
@ApplicationScoped
class RebuildWorker {

    private static final Logger LOG = Logger.getLogger(RebuildWorker.class);
    /** The replica that projects this partition creates and drops tables. */
    private static final int OF_THE_TABLES = 0;

    private final Schema schema;
    private final KnownGenerations known;
    private final Assignments assignments;
    private final Rebuilds rebuilds;
    private final PartitionProgressTable parts;
    private final Backfill filling;
    private final TopicReader topic;
    private final RowComparison comparing;
    private final RebuildConfig config;
    private final Counter events;
    private volatile Cancellable going = () -> {};
    private volatile String lastTold = "";

    RebuildWorker(
            Schema schema,
            KnownGenerations known,
            Assignments assignments,
            Rebuilds rebuilds,
            PartitionProgressTable parts,
            Backfill filling,
            TopicReader topic,
            RowComparison comparing,
            RebuildConfig config,
            MeterRegistry registry) {
        this.schema = schema;
        this.known = known;
        this.assignments = assignments;
        this.rebuilds = rebuilds;
        this.parts = parts;
        this.filling = filling;
        this.topic = topic;
        this.comparing = comparing;
        this.config = config;
        this.events = Counter.builder("cartulary.rebuild.events")
                .description("Events folded into generations that are being built")
                .baseUnit("events")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        going = PeriodicTask.every(config.lookEvery(), this::look, this::tell);
    }

    void stop(@Observes ShutdownEvent stopping) {
        going.cancel();
    }

    private Uni<Void> look() {
        if (!schema.isReady()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> Rebuild.of(known.all())
                        .map(this::attend)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .invoke(() -> lastTold = "");
    }

    /** Logs each cause once. */
    private void tell(Throwable failure) {
        String told = String.valueOf(failure.getMessage());
        if (!told.equals(lastTold)) {
            LOG.warnf("the rebuild can't continue: %s", told);
            lastTold = told;
        }
    }

    private Uni<Void> attend(Rebuild rebuild) {
        return switch (rebuild.state()) {
            case PREPARING -> prepare(rebuild);
            case FILLING -> fill(rebuild);
            case CANCELLING, DROPPING -> drop(rebuild);
            case PAUSED, ACTIVE, ROLLED_BACK, CANCELLED, DROPPED ->
                Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> prepare(Rebuild rebuild) {
        return assignments.has(OF_THE_TABLES)
                ? schema.make(rebuild.next())
                        .chain(() -> rebuilds.take(rebuild.id(), RebuildTransitions::prepared))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> drop(Rebuild rebuild) {
        Generations now = known.all();
        boolean due = rebuild.changedAt().plus(config.dropAfter()).isBefore(Instant.now());
        return due && assignments.has(OF_THE_TABLES)
                ? schema.drop(rebuild.spare(now))
                        .chain(() -> rebuilds.take(rebuild.id(), RebuildTransitions::dropped))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> fill(Rebuild rebuild) {
        return parts.of(rebuild.id())
                .chain(all -> mine(all, atOnce(), part -> part.isFilled() ? nothing() : fill(rebuild, part)))
                .eventually(topic::rest)
                .chain(() -> parts.of(rebuild.id()))
                .chain(all -> all.stream().allMatch(PartitionProgress::isFilled)
                        ? mine(
                                all,
                                1,
                                part -> part.isCompared(rebuild.comparison())
                                        ? nothing()
                                        : comparing
                                                .compare(rebuild, part, () -> goesOn(rebuild, part))
                                                .replaceWithVoid())
                        : nothing());
    }

    private interface Work {
        Uni<Void> on(PartitionProgress part);
    }

    private int atOnce() {
        return config.eventsPerSecond() == 0 ? config.partitionsAtOnce() : 1;
    }

    private Uni<Void> mine(List<PartitionProgress> all, int atOnce, Work work) {
        return Multi.createFrom()
                .range(0, atOnce)
                .onItem()
                .transformToUni(lane -> inTurn(
                        all.stream()
                                .filter(part -> part.partition() % atOnce == lane)
                                .toList(),
                        work))
                .merge(atOnce)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> inTurn(List<PartitionProgress> some, Work work) {
        return Multi.createFrom()
                .iterable(some)
                .filter(part -> assignments.has(part.partition()))
                .onItem()
                .transformToUniAndConcatenate(work::on)
                .onItem()
                .ignoreAsUni();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> fill(Rebuild rebuild, PartitionProgress part) {
        return filling.begin(part.partition(), rebuild.next(), part.done(), config.leftBehindListed())
                .chain(begun -> begun.map(fill -> fill(rebuild, part, fill)).orElseGet(RebuildWorker::nothing));
    }

    private Uni<Void> fill(Rebuild rebuild, PartitionProgress part, BackfillProgress fill) {
        var filled = new AtomicReference<>(part);
        return Multi.createBy()
                .repeating()
                .uni(() -> step(rebuild, filled.get(), fill).invoke(after -> after.ifPresent(filled::set)))
                .whilst(after -> after.isPresent() && !after.get().isFilled() && goesOn(rebuild, part))
                .onItem()
                .ignoreAsUni();
    }

    /** Folds the next records; empty when there are none for now. */
    private Uni<Optional<PartitionProgress>> step(Rebuild rebuild, PartitionProgress part, BackfillProgress fill) {
        if (fill.isDone()) {
            return filling.finish(fill).chain(() -> stored(rebuild, part.filled(fill, now())));
        }
        return topic.read(part.partition(), part.nextOffset())
                .chain(records ->
                        records.isEmpty() ? missing(rebuild, part, fill) : fill(rebuild, part, fill, records));
    }

    private Uni<Optional<PartitionProgress>> fill(
            Rebuild rebuild,
            PartitionProgress part,
            BackfillProgress fill,
            List<ConsumerRecord<String, String>> records) {
        long before = fill.done().events();
        return filling.fill(fill, records)
                .chain(() -> stored(rebuild, part.after(fill, records.getLast().offset() + 1)))
                .invoke(() -> events.increment((double) (fill.done().events() - before)))
                .call(() -> rest(fill.done().events() - before));
    }

    /** Waits to keep the configured rate. */
    private Uni<Void> rest(long folded) {
        return config.eventsPerSecond() == 0 || folded == 0
                ? nothing()
                : nothing()
                        .onItem()
                        .delayIt()
                        .by(ShortestWait.atLeast(Duration.ofSeconds(folded).dividedBy(config.eventsPerSecond())));
    }

    private Uni<Optional<PartitionProgress>> missing(Rebuild rebuild, PartitionProgress part, BackfillProgress fill) {
        long position = fill.done().position() + 1;
        if (part.missing().isEmpty()) {
            LOG.warnf(
                    "the rebuild waits for position %d of partition %d, which the topic lacks: "
                            + "a replay of the partition brings it",
                    position, part.partition());
        }
        return parts.storeFilled(rebuild.id(), part.waiting()).replaceWith(Optional.empty());
    }

    private Uni<Optional<PartitionProgress>> stored(Rebuild rebuild, PartitionProgress part) {
        return parts.storeFilled(rebuild.id(), part).replaceWith(Optional.of(part));
    }

    /** False when an operator has requested otherwise, or another replica projects the partition by now. */
    private boolean goesOn(Rebuild rebuild, PartitionProgress part) {
        return assignments.has(part.partition())
                && Rebuild.of(known.all())
                        .filter(last -> last.id().equals(rebuild.id())
                                && last.state() == State.FILLING
                                && last.comparison() == rebuild.comparison())
                        .isPresent();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
