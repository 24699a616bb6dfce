package io.cartulary.query.projection;

import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.service.metrics.LatencyBuckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts what the projection does. */
@Startup // so that its counters are there before the first event comes
@ApplicationScoped
class ProjectionMetrics {

    private final RecentDelays recent;
    private final Counter events;
    private final Counter leftBehind;
    private final DistributionSummary batches;
    private final Timer visible;

    ProjectionMetrics(MeterRegistry registry, RecentDelays recent) {
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
        this.leftBehind = Counter.builder("cartulary.projection.left.behind")
                .description("Times that a stream could not be folded into a generation beside the living one")
                .baseUnit("streams")
                .register(registry);
    }

    void leftBehind() {
        leftBehind.increment();
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
}
