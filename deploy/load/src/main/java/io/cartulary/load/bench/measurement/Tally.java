package io.cartulary.load.bench.measurement;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Counts completed work and its durations, from any number of threads. */
public final class Tally {

    /** The decimal digits of the percentiles. */
    private static final int PRECISION = 3;

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);

    private final Recorder latencies = new Recorder(LONGEST, PRECISION);
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private volatile long since = System.nanoTime();

    /** @param units of work that were completed together in that time */
    public void done(int units, long nanos) {
        done.add(units);
        latencies.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /** @param how the cause, for the person who reads; the first one is kept */
    public void failed(Object how) {
        failed.increment();
        firstFailure.compareAndSet(null, how.toString());
    }

    /** Resets the counts: the window begins. */
    public void begin() {
        latencies.reset();
        done.reset();
        failed.reset();
        firstFailure.set(null);
        since = System.nanoTime();
    }

    /** Returns as soon as something is done, or when patience ends. */
    public void awaitFirst(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (done.sum() == 0 && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
    }

    /** The counts since {@link #begin}. The value is units a second. */
    public Count end() {
        double seconds = (System.nanoTime() - since) / 1e9;
        return new Count(done.sum(), failed.sum(), firstFailure.get(), seconds, latencies.getIntervalHistogram());
    }

    public record Count(long done, long failed, @Nullable String firstFailure, double seconds, Histogram latencies) {

        public double perSecond() {
            return done / seconds;
        }

        public Map<Figure, Double> figures() {
            return Map.of(
                    Figure.P50, millis(latencies.getValueAtPercentile(50)),
                    Figure.P99, millis(latencies.getValueAtPercentile(99)),
                    Figure.FAILED, (double) failed);
        }

        public String note() {
            return firstFailure == null ? "" : "%d failed, the first: %s".formatted(failed, firstFailure);
        }

        private static double millis(long nanos) {
            return nanos / 1e6;
        }
    }
}
