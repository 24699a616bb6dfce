package io.cartulary.command.relay;

import java.time.Duration;

/**
 * Decides what a beat of the relay's pulse sends: a look at the log, or the statement that renews and takes leases. One
 * of them, so that an idle replica sends no more than one statement in each of its longest pauses.
 */
final class LeaseSchedule {

    /** So often a lease could be renewed before it ends. */
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

    /** No pause may be longer than this. */
    Duration longestPause() {
        return Duration.ofNanos(Math.min(longestPause, renewEvery));
    }

    /** Never twice in a row: only a look tells what came of it. */
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
