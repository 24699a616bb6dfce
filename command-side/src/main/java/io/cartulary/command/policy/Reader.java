package io.cartulary.command.policy;

import io.smallrye.mutiny.Uni;

/** A reader of the log, partition by partition, with stored progress. */
interface Reader {

    /** The key of its stored progress. */
    String name();

    /**
     * Handles the next events after a position.
     *
     * @param upTo the partition's last position
     * @return the position up to which all events are handled now; {@code after} when there is nothing to do at the
     * moment
     */
    Uni<Long> read(int partition, long after, long upTo);

    /**
     * How many events it could have gone through by now and has not.
     *
     * @param after up to which position everything is done
     * @param upTo the partition's last position
     */
    default long behind(int partition, long after, long upTo) {
        return Math.max(0, upTo - after);
    }
}
