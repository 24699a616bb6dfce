package io.cartulary.command.relay;

import java.time.Duration;

/**
 * Decides what the next poll of the relay sends: a read of the log, or the statement that renews and takes leases. It
 * sends one of them, so that an idle replica sends one statement in each of its longest pauses.
 */
final class LeaseSchedule {

    /** The number of times a lease could be renewed before it ends. */
    private static final int RENEWALS = 3;

    private final long renewEvery;
    private final long longestPause;
    private long takenAt;
    private boolean anyIsMine;
    private boolean anyIsFree = true;
    private boolean justTaken;

    LeaseSchedule(Duration lease, Duration longestPause) {
        this.renewEvery = lease.dividedBy(RENEWALS).toNanos();
        this.longestPause = longestPause.toNanos();
    }

    /** The upper limit of all pauses. */
    Duration longestPause() {
        return Duration.ofNanos(Math.min(longestPause, renewEvery));
    }

    /** Never twice in a row: only a read shows the result. */
    boolean isTimeToTake(long now) {
        boolean late = anyIsMine && now + longestPause - takenAt >= renewEvery;
        return !justTaken && (anyIsFree || late);
    }

    /** @param sentAt before the statement was sent */
    void taken(long sentAt) {
        takenAt = sentAt;
        justTaken = true;
    }

    void looked(boolean mine, boolean free) {
        anyIsMine = mine;
        anyIsFree = free;
        justTaken = false;
    }
}
