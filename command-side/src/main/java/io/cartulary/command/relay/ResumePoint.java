package io.cartulary.command.relay;

import org.jspecify.annotations.Nullable;

/**
 * Where a partition's relay continues.
 *
 * @param position the position up to which Kafka has everything in order
 * @param acknowledged the last record that shows this; null when nothing is known of the records before
 * @param loss how Kafka has lost what it acknowledged; null if it has not
 */
record ResumePoint(
        long position,
        @Nullable Acknowledged acknowledged,
        @Nullable String loss) {

    static ResumePoint after(long position) {
        return new ResumePoint(position, null, null);
    }

    ResumePoint withLoss(String how) {
        return new ResumePoint(position, acknowledged, how);
    }
}
