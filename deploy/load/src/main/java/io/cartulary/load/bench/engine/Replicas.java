package io.cartulary.load.bench.engine;

import io.cartulary.contracts.StreamId;
import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Tally;
import io.cartulary.load.bench.raw.Rows;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.load.bench.server.Store;
import io.cartulary.localstack.World;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Engines on one log, and their clients' streams. Closing them leaves the log. */
public record Replicas(Vertx vertx, Store store, List<Engine> engines, List<StreamId> streams)
        implements AutoCloseable {

    private static final int CLIENTS_TO_TOUCH = 64;
    private static final Duration TOUCHED_WITHIN = Duration.ofMinutes(2);

    /** On a new, empty log. */
    static Replicas start(Vertx vertx, Servers servers, int count, int streams) {
        return on(vertx, new Store(servers.endpoints(), World.unique().database()).migrated(), count, streams);
    }

    /** With new, empty streams. */
    static Replicas on(Vertx vertx, Store store, int count, int streams) {
        List<Engine> engines =
                Stream.generate(() -> Engine.on(vertx, store)).limit(count).toList();
        return new Replicas(vertx, store, engines, Rows.newStreams(streams));
    }

    Load load(int clients, IntFunction<StreamId> choice) {
        return new EngineLoad(vertx, engines, clients, choice);
    }

    /** Sends one command to every stream at every replica, so that all of them have it in the cache. */
    void touch() throws InterruptedException, TimeoutException {
        touch(streams);
    }

    void touch(List<StreamId> all) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TOUCHED_WITHIN.toNanos();
        for (Engine engine : engines) {
            var next = new AtomicInteger();
            var load = new EngineLoad(
                    vertx, List.of(engine), CLIENTS_TO_TOUCH, _ -> all.get(next.getAndIncrement() % all.size()));
            load.start(new Tally());
            while (next.get() < all.size()) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("%d of %d streams are touched".formatted(next.get(), all.size()));
                }
                Thread.sleep(10);
            }
            load.stop();
        }
    }

    @Override
    public void close() {
        engines.forEach(Engine::close);
    }

    /** Also drops the log. */
    void end() throws SQLException {
        close();
        store.close();
    }
}
