package io.cartulary.query.store;

import java.util.List;
import java.util.Set;

/**
 * Tables that one part of the service owns. {@link Schema} finds every implementation and creates its tables at start.
 */
public interface Tables {

    /** The permanent name of this part; its migration version is stored under it. */
    String tables();

    /**
     * The migrations of the tables: one CQL statement each, in order. A released statement never changes, new ones are
     * added at the end. Each must be repeatable, because a start may be interrupted.
     */
    List<String> migrations();

    /**
     * Tables that only earlier releases have written, without keyspace and generation. Their rows are still read; a
     * rebuilt generation has none, and they are not compared.
     */
    default Set<String> retired() {
        return Set.of();
    }
}
