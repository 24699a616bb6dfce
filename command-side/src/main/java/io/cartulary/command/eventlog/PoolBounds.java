package io.cartulary.command.eventlog;

import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/** Bounds of the connection pool that Quarkus has no key for. */
@Singleton
class PoolBounds implements MySQLPoolCreator {

    /** Statements that wait for a connection at most. */
    private static final int MAX_WAITING = 4096;

    /**
     * The wait for a connection is bounded together with the statement's, by {@link Database}. The pool's own clock
     * throws at an event loop when a connection has failed before the clock runs out.
     */
    private static final int NO_CLOCK = 0;

    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> servers = List.copyOf(input.mySQLConnectOptionsList());
        return MySQLBuilder.pool(pool -> pool.using(input.vertx())
                .connectingTo(servers)
                .with(input.poolOptions().setMaxWaitQueueSize(MAX_WAITING).setConnectionTimeout(NO_CLOCK)));
    }
}
