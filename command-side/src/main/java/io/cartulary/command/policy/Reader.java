package io.cartulary.command.policy;

import io.smallrye.mutiny.Uni;

/** Someone who goes through the log partition by partition, and whose progress is kept. */
interface Reader {

    /** Its progress is kept under this name. */
    String name();

    /**
     * Does what the next events behind a position lead to.
     *
     * @param upTo the partition's last position
     * @return the position up to which everything is done now; {@code after} when there is nothing to do at the moment
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
