package io.cartulary.query.projection;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * From commit to visible in the last minutes, for operators. The exported histogram counts since the start, so only a
 * monitoring system can tell what it was lately. In a registry of its own: percentiles of replicas can't be added up, so
 * they are not exported.
 */
@ApplicationScoped
public class RecentDelays {

    /** A delay counts for so long. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** The window moves on in so many steps. */
    private static final int STEPS = 5;

    /** Significant digits of a percentile. */
    private static final int DIGITS = 2;

    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.95;

    private final Timer delays = Timer.builder("cartulary.commit.to.visible.recent")
            .publishPercentiles(MEDIAN, MOST)
            .percentilePrecision(DIGITS)
            .distributionStatisticExpiry(WINDOW)
            .distributionStatisticBufferLength(STEPS)
            .register(new SimpleMeterRegistry());

    /** The delays of the window. */
    public record Recent(Duration window, Duration median, Duration p95, Duration max) {}

    void record(Duration delay) {
        // a window without a delay has the maximum 0, so this is none
        delays.record(delay.isPositive() ? delay : Duration.ofNanos(1));
    }

    /** Empty when nothing became visible here in the window. */
    public Optional<Recent> recent() {
        HistogramSnapshot snapshot = delays.takeSnapshot();
        double max = snapshot.max(TimeUnit.NANOSECONDS);
        return max == 0
                ? Optional.empty()
                : Optional.of(
                        new Recent(WINDOW, percentile(snapshot, 0, max), percentile(snapshot, 1, max), nanos(max)));
    }

    /** A percentile is the upper end of its bucket, which may be above the largest delay in it. */
    private static Duration percentile(HistogramSnapshot snapshot, int index, double max) {
        return nanos(Math.min(max, snapshot.percentileValues()[index].value(TimeUnit.NANOSECONDS)));
    }

    private static Duration nanos(double nanos) {
        return Duration.ofNanos(Math.round(nanos));
    }
}
