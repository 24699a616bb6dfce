package io.cartulary.command.eventlog;

import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Limits of the connection pool, and the isolation of its connections, that Quarkus has no key for. */
@Singleton
class PoolBounds implements MySQLPoolCreator {

    /** The maximum number of statements that wait for a connection. */
    private static final int MAX_WAITING = 4096;

    /**
     * {@link Database} limits the wait for a connection together with the statement's. The pool's own timer throws at
     * an event loop when a connection has failed before the timer runs out.
     */
    private static final int NO_CLOCK = 0;

    private final EventLogConfig config;

    PoolBounds(EventLogConfig config) {
        this.config = config;
    }

    /**
     * A server that accepts connections and says nothing would keep each for ever, those being opened and those with a
     * statement, until the pool has none left.
     */
    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> servers = input.mySQLConnectOptionsList().stream()
                .<SqlConnectOptions>map(MySQLConnectOptions::new)
                .toList();
        servers.forEach(server -> server.setConnectTimeout(
                        Math.toIntExact(config.connectWithin().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(config.silentConnection().toMillis())));
        return MySQLBuilder.pool(pool -> pool.using(input.vertx())
                .connectingTo(servers)
                .withConnectHandler(Isolation.readCommitted())
                .with(input.poolOptions().setMaxWaitQueueSize(MAX_WAITING).setConnectionTimeout(NO_CLOCK)));
    }
}
