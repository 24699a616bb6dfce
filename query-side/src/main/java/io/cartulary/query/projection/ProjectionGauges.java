package io.cartulary.query.projection;

import io.cartulary.service.process.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jboss.logging.Logger;

/** The state of the projection at each moment: positions, lag, quarantine, stopped partitions. */
@ApplicationScoped
class ProjectionGauges {

    private static final Logger LOG = Logger.getLogger(ProjectionGauges.class);

    private final Assignments assignments;
    private final ConsumerOffsets offsets;
    private final ProjectionDefect defect;
    private final ProjectionConfig config;
    private final MultiGauge positions;
    private final MultiGauge lags;
    private volatile Cancellable ticking = () -> {};

    ProjectionGauges(
            MeterRegistry registry,
            Assignments assignments,
            ConsumerOffsets offsets,
            ProjectionDefect defect,
            ProjectionConfig config) {
        this.assignments = assignments;
        this.offsets = offsets;
        this.defect = defect;
        this.config = config;
        this.positions = MultiGauge.builder("cartulary.projection.position")
                .description("The last position visible, by partition projected here")
                .baseUnit("events")
                .register(registry);
        this.lags = MultiGauge.builder("cartulary.projection.lag")
                .description("Records not yet projected, by partition projected here")
                .baseUnit("records")
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

    private int streamsInQuarantine() {
        return assignments.loaded().stream()
                .mapToInt(partition -> partition.quarantine().size())
                .sum();
    }

    private long partitionsHalted() {
        Assignment held = assignments.current();
        return defect.reason().isPresent()
                ? Math.max(1, held.partitions().size())
                : held.loaded().stream()
                        .filter(partition -> partition.halt().isPresent())
                        .count();
    }

    void start(@Observes StartupEvent started) {
        ticking = PeriodicTask.every(
                config.lagEvery(),
                () -> offsets.lag()
                        .onFailure()
                        .invoke(failure -> LOG.debugf("the lag is unknown: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithItem(Map.of())
                        .invoke(this::show)
                        .replaceWithVoid(),
                failure -> LOG.error("the lag is not shown: a defect", failure));
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
