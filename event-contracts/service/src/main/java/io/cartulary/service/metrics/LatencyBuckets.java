package io.cartulary.service.metrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The buckets of the histograms of latency. They are few and fixed: each is a series for every route, method and status that
 * has been answered.
 */
public final class LatencyBuckets {

    /** From an event's being recorded until queries see it. The last ones are those of an outage. */
    public static final List<Duration> COMMIT_TO_VISIBLE =
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000);

    /** Of a request. */
    static final List<Duration> HTTP = millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000);

    private LatencyBuckets() {}

    private static List<Duration> millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toList();
    }
}
