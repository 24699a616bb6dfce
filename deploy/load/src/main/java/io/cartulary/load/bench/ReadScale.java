package io.cartulary.load.bench;

import java.time.Duration;

/**
 * How large what the read side has to cope with is.
 *
 * @param orders on the topic that is folded anew
 * @param outage for so long a query service is thought to be away, while events come at the live rate
 * @param mostGathered not more events than that gather meanwhile
 */
record ReadScale(int orders, Duration outage, int mostGathered) {

    static ReadScale full(int outageSeconds) {
        return new ReadScale(12_000, Duration.ofSeconds(outageSeconds), 400_000);
    }

    /** Says that the benchmark works, and nothing about the figures. */
    static ReadScale quick() {
        return new ReadScale(100, Duration.ofSeconds(1), 500);
    }
}
