package io.cartulary.command.relay;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What this replica knows of its lease of one partition, by its own monotonic clock. The database says how much of the
 * lease was left when it was asked; counted from the moment before the question was sent, that never ends later than
 * the lease in the database does.
 */
final class Lease {

    private final LongSupplier nanoTime;
    private volatile long until;

    /** @param nanoTime {@link System#nanoTime()}, which goes on while a process is suspended */
    Lease(LongSupplier nanoTime, long askedAt, Duration left) {
        this.nanoTime = nanoTime;
        this.until = askedAt + left.toNanos();
    }

    /** Whether nobody else can have taken the partition yet. */
    boolean holds() {
        return until - nanoTime.getAsLong() > 0;
    }

    /** @param askedAt by the same clock, before the question was sent */
    void renew(long askedAt, Duration left) {
        until = askedAt + left.toNanos();
    }
}
