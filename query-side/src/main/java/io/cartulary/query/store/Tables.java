package io.cartulary.query.store;

import java.util.List;
import java.util.Set;

/** Tables that one part of the service owns. {@link Schema} finds every implementation and makes its tables at start. */
public interface Tables {

    /** Names this part for good; how far its tables have been migrated is remembered under it. */
    String tables();

    /**
     * What made the tables what they are: one CQL statement each, in order. A statement that has been released is never
     * changed, new ones are added at the end. Each must bear being executed twice, for a start may be interrupted.
     */
    List<String> migrations();

    /**
     * Tables that only earlier releases have written, without keyspace and generation. What they have is still read; a
     * rebuilt generation has nothing in them, and nobody compares them.
     */
    default Set<String> retired() {
        return Set.of();
    }
}
