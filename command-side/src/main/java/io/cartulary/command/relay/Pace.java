package io.cartulary.command.relay;

import java.time.Duration;

/** The pauses between looks at the log: short after news, then doubling up to a bound. */
final class Pace {

    private final Duration soonest;
    private final Duration latest;
    private Duration next;

    Pace(Duration soonest, Duration latest) {
        this.soonest = soonest;
        this.latest = latest;
        this.next = soonest;
    }

    synchronized Duration next() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(latest) < 0 ? doubled : latest;
        return pause;
    }

    synchronized void news() {
        next = soonest;
    }
}
