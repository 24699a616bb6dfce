package io.cartulary.load.bench.read;

import java.time.Duration;

/**
 * The size of the read side's measurements.
 *
 * @param orders on the topic that is folded
 * @param outage the assumed duration without a query service, while events come at the live rate
 * @param mostGathered the maximum number of events in that time
 */
public record ReadScale(int orders, Duration outage, int mostGathered) {

    public static ReadScale full(int outageSeconds) {
        return new ReadScale(12_000, Duration.ofSeconds(outageSeconds), 400_000);
    }

    /** Shows that the benchmark works; the figures mean nothing. */
    public static ReadScale quick() {
        return new ReadScale(100, Duration.ofSeconds(1), 500);
    }
}
