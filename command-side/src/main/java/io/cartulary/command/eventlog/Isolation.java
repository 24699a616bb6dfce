package io.cartulary.command.eventlog;

import io.vertx.core.Handler;
import io.vertx.sqlclient.SqlConnection;
import org.jboss.logging.Logger;

/**
 * READ COMMITTED, for every connection of the event log. What {@code INSERT … SELECT} reads is locked otherwise, with the
 * gaps between the rows, so that appends to different streams would wait for each other, or end in deadlocks (MySQL
 * Reference Manual, "Consistent Nonlocking Reads"). No statement relies on it for correctness: the unique keys ensure
 * that.
 */
public final class Isolation {

    private static final Logger LOG = Logger.getLogger(Isolation.class);

    private Isolation() {}

    /** For a pool: what to do with each new connection, before anything else. */
    public static Handler<SqlConnection> readCommitted() {
        return connection -> connection
                .query("SET SESSION transaction_isolation = 'READ-COMMITTED'")
                .execute()
                .onFailure(failure -> LOG.warnf("a connection has its default isolation: %s", failure.getMessage()))
                // it goes to the pool with that
                .onComplete(_ -> connection.close());
    }
}
