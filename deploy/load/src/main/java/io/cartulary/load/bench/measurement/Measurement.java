package io.cartulary.load.bench.measurement;

import java.time.Duration;

/**
 * One row of the table.
 *
 * @param name for goals and {@code --only}
 * @param unit of its value
 * @param run measures once, for about the given time
 */
public record Measurement(String name, String unit, Run run) {

    /** Commands, rows or events a second. */
    public static Measurement rate(String name, String unit, Run run) {
        return new Measurement(name, unit + "/s", run);
    }

    @FunctionalInterface
    public interface Run {
        Reading of(Duration window) throws Exception;
    }
}
