package io.cartulary.command.relay;

import java.time.Duration;

/** The pauses between reads or attempts: short after a success, then doubling up to a limit. */
public final class Backoff {

    private final Duration soonest;
    private final Duration latest;
    private Duration next;

    public Backoff(Duration soonest, Duration latest) {
        this.soonest = soonest;
        this.latest = latest;
        this.next = soonest;
    }

    public synchronized Duration next() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(latest) < 0 ? doubled : latest;
        return pause;
    }

    public synchronized void news() {
        next = soonest;
    }
}
