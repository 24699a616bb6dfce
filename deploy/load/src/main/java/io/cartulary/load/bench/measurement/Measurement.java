package io.cartulary.load.bench;

import java.time.Duration;

/**
 * One row of the table.
 *
 * @param name for goals and {@code --only}
 * @param unit of its value
 * @param run measures once, for about the given time
 */
record Measurement(String name, String unit, Run run) {

    /** Commands, rows or events a second. */
    static Measurement rate(String name, String unit, Run run) {
        return new Measurement(name, unit + "/s", run);
    }

    @FunctionalInterface
    interface Run {
        Reading of(Duration window) throws Exception;
    }
}
