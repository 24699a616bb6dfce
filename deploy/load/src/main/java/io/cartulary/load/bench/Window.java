package io.cartulary.load.bench;

import java.time.Duration;

/**
 * A stretch of time in which a load is watched, longer only when nothing at all is done in it. What comes before it,
 * until the load is in its stride, does not count.
 */
record Window(Costs costs) {

    /** Of the window's length, before it. */
    private static final int LEAD_IN_PERCENT = 20;

    /** For a first result to show, where the window is too short for the load. */
    static final Duration FIRST_WITHIN = Duration.ofSeconds(30);

    /** The value is units of work a second. */
    Reading watch(Load load, Duration length) throws Exception {
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

    /** Lets a load run without watching it: compilers and caches get warm. */
    static void warmUp(Load load, Duration length) throws Exception {
        load.start(new Tally());
        try {
            Thread.sleep(length);
        } finally {
            load.stop();
        }
    }
}
