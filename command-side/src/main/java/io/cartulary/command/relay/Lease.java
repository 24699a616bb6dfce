package io.cartulary.command.relay;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What this replica knows of its lease of one partition, by its own monotonic clock. The database returns the remaining
 * time of the lease. Counted from the moment before the query was sent, that time never ends later than the lease in
 * the database.
 */
final class Lease {

    private final LongSupplier nanoTime;
    private volatile long until;

    /** @param nanoTime {@link System#nanoTime()}, which advances while a process is suspended */
    Lease(LongSupplier nanoTime, long askedAt, Duration left) {
        this.nanoTime = nanoTime;
        this.until = askedAt + left.toNanos();
    }

    /** Whether no other replica can have taken the partition yet. */
    boolean holds() {
        return until - nanoTime.getAsLong() > 0;
    }

    /** @param askedAt by the same clock, before the query was sent */
    void renew(long askedAt, Duration left) {
        until = askedAt + left.toNanos();
    }
}
