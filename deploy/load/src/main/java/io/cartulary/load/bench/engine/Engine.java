package io.cartulary.load.bench.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventlog.EventLog;
import io.cartulary.command.eventlog.EventLogConfig;
import io.cartulary.command.eventlog.Isolation;
import io.cartulary.command.eventlog.SnapshotTable;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.contracts.StreamId;
import io.cartulary.load.bench.raw.Basket;
import io.cartulary.load.bench.raw.Rows;
import io.cartulary.load.bench.server.Store;
import io.cartulary.localstack.Endpoints;
import io.cartulary.service.access.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The command side's engine of one replica, without HTTP and without the relay: the event log, the state cache, the
 * command handler. Only this class assembles it.
 */
public record Engine(Pool pool, CommandHandler commands) implements AutoCloseable {

    /** The default of {@code MYSQL_POOL_SIZE}. */
    private static final int CONNECTIONS = 16;

    /** With the length of the edge's hashes. */
    private static final String REQUEST_HASH = "0123456789abcdef0123456789abcdef";

    private static final int MAX_WAITING = 4096;

    static Engine on(Vertx vertx, Store store) {
        EventLogConfig config = config();
        Pool pool = pool(vertx, store);
        var database = new Database(pool, config);
        var known = new AtomicReference<@Nullable StateCache>();
        var log = new EventLog(
                database,
                config,
                _ -> {},
                others -> Objects.requireNonNull(known.get()).heard(others),
                new SimpleMeterRegistry());
        var streams = new StateCache(
                log,
                new SnapshotTable(database),
                Caffeine.newBuilder()
                        .maximumSize(config.rememberedStreams())
                        .<StreamId, StateCache.CachedState>build()
                        .asMap());
        known.set(streams);
        return new Engine(pool, new CommandHandler(log, streams));
    }

    /** Adds one unit to the basket of that stream. */
    Uni<Outcome> put(StreamId stream) {
        UUID id = Rows.randomId();
        var metadata = new CommandMetadata(
                id, false, null, new DecisionContext(Instant.now(), Caller.ANONYMOUS), id.toString(), REQUEST_HASH);
        return commands.handle(Basket.DECIDER, stream, new Basket.Put(id), metadata);
    }

    /** The defaults, unless the environment overrides them: {@code CARTULARY_EVENT_LOG_LANES} and so on. */
    private static EventLogConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDiscoveredConverters()
                .withMapping(EventLogConfig.class)
                .build()
                .getConfigMapping(EventLogConfig.class);
    }

    private static Pool pool(Vertx vertx, Store store) {
        Endpoints endpoints = store.endpoints();
        var server = new MySQLConnectOptions()
                .setHost(endpoints.mysqlHost())
                .setPort(endpoints.mysqlPort())
                .setDatabase(store.database())
                .setUser(endpoints.mysqlUsername())
                .setPassword(endpoints.mysqlPassword())
                .setCachePreparedStatements(true);
        var options = new PoolOptions().setMaxSize(CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING);
        return Pool.newInstance(MySQLBuilder.pool(pool -> pool.using(vertx)
                .connectingTo(server)
                .withConnectHandler(Isolation.readCommitted())
                .with(options)));
    }

    @Override
    public void close() {
        pool.closeAndAwait();
    }
}
