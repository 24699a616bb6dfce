package io.cartulary.query.projection;

import io.cartulary.query.projection.TopicRecord.PositionedEvent;
import io.cartulary.service.metrics.LatencyBuckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The progress and the lag of the projection. */
@ApplicationScoped
class ProjectionMetrics {

    private static final Logger LOG = Logger.getLogger(ProjectionMetrics.class);

    private final Assignments assignments;
    private final ConsumerOffsets offsets;
    private final ProjectionConfig config;
    private final RecentDelays recent;
    private final Counter events;
    private final Counter quarantines;
    private final Counter leftBehind;
    private final DistributionSummary batches;
    private final Timer visible;
    private final MultiGauge positions;
    private final MultiGauge lags;
    private volatile boolean halted;
    private volatile Cancellable ticking = () -> {};

    ProjectionMetrics(
            MeterRegistry registry,
            Assignments assignments,
            ConsumerOffsets offsets,
            ProjectionConfig config,
            RecentDelays recent) {
        this.assignments = assignments;
        this.offsets = offsets;
        this.config = config;
        this.recent = recent;
        this.events = Counter.builder("cartulary.projection.events")
                .description("Events projected, without duplicates")
                .baseUnit("events")
                .register(registry);
        this.batches = DistributionSummary.builder("cartulary.projection.batch.size")
                .description("New events of one polled batch")
                .baseUnit("events")
                .register(registry);
        this.visible = Timer.builder("cartulary.commit.to.visible")
                .description("From an event's being recorded, just before its commit, until queries see it")
                .serviceLevelObjectives(LatencyBuckets.COMMIT_TO_VISIBLE.toArray(Duration[]::new))
                .register(registry);
        this.positions = MultiGauge.builder("cartulary.projection.position")
                .description("The last position visible, by partition projected here")
                .baseUnit("events")
                .register(registry);
        this.lags = MultiGauge.builder("cartulary.projection.lag")
                .description("Records not yet projected, by partition projected here")
                .baseUnit("records")
                .register(registry);
        this.quarantines = Counter.builder("cartulary.projection.quarantines")
                .description("Streams that were put in quarantine")
                .baseUnit("streams")
                .register(registry);
        this.leftBehind = Counter.builder("cartulary.projection.left.behind")
                .description("Times that a stream could not be folded into a generation beside the living one")
                .baseUnit("streams")
                .register(registry);
        Gauge.builder("cartulary.projection.quarantined", this::streamsInQuarantine)
                .description("Streams in quarantine, of the partitions projected here")
                .baseUnit("streams")
                .register(registry);
        Gauge.builder("cartulary.projection.halted", this::partitionsHalted)
                .description("Partitions projected here that stand still")
                .baseUnit("partitions")
                .register(registry);
    }

    void quarantined() {
        quarantines.increment();
    }

    void leftBehind() {
        leftBehind.increment();
    }

    private int streamsInQuarantine() {
        return assignments.current().loaded().stream()
                .mapToInt(partition -> partition.quarantined().size())
                .sum();
    }

    private long partitionsHalted() {
        Assignment held = assignments.current();
        return halted
                ? Math.max(1, held.partitions().size())
                : held.loaded().stream()
                        .filter(partition -> partition.halt().isPresent())
                        .count();
    }

    void projected(int count) {
        events.increment(count);
        batches.record(count);
    }

    /** Queries see these events from now on. Clocks of two machines may differ by more than it takes. */
    void visible(List<PositionedEvent> events) {
        Instant now = Instant.now();
        for (PositionedEvent event : events) {
            Duration taken = Duration.between(event.at(), now);
            visible.record(taken.isNegative() ? Duration.ZERO : taken);
            recent.record(taken);
        }
    }

    void halted() {
        halted = true;
    }

    void start(@Observes StartupEvent started) {
        ticking = Multi.createFrom()
                .ticks()
                .every(config.lagEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> offsets.lag()
                        .onFailure()
                        .invoke(failure -> LOG.debugf("the lag is unknown: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithItem(Map.of()))
                .subscribe()
                .with(this::show);
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticking.cancel();
    }

    private void show(Map<Integer, Long> lag) {
        Assignment held = assignments.current();
        positions.register(
                // Unknown between a rebalance and the load: zero would be wrong.
                held.loaded().stream()
                        .map(partition -> MultiGauge.Row.of(tagged(partition.number()), partition::position))
                        .toList(),
                true);
        lags.register(
                lag.entrySet().stream()
                        .map(partition -> MultiGauge.Row.of(tagged(partition.getKey()), partition::getValue))
                        .toList(),
                true);
    }

    private static Tags tagged(int partition) {
        return Tags.of("partition", Integer.toString(partition));
    }
}
