package io.cartulary.load.bench.measurement;

import java.time.Duration;

/**
 * The time in which a load is measured; longer only when nothing at all is done in it. The lead-in before it does not
 * count.
 */
public record Window(Costs costs) {

    /** The lead-in, in percent of the window's length. */
    private static final int LEAD_IN_PERCENT = 20;

    /** The time for a first result, where the window is too short for the load. */
    public static final Duration FIRST_WITHIN = Duration.ofSeconds(30);

    /** The value is units of work a second. */
    public Reading watch(Load load, Duration length) throws Exception {
        var tally = new Tally();
        load.start(tally);
        try {
            Thread.sleep(length.multipliedBy(LEAD_IN_PERCENT).dividedBy(100));
            Costs.Snapshot before = costs.now();
            tally.begin();
            Thread.sleep(length);
            tally.awaitFirst(FIRST_WITHIN);
            Tally.Count count = tally.end();
            return new Reading(count.perSecond(), count.figures(), count.note())
                    .with(costs.now().since(before).each(count.done()));
        } finally {
            load.stop();
        }
    }

    /** Runs a load without measuring it, to warm up compilers and caches. */
    public static void warmUp(Load load, Duration length) throws Exception {
        load.start(new Tally());
        try {
            Thread.sleep(length);
        } finally {
            load.stop();
        }
    }
}
