package io.cartulary.load.bench;

import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.World;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Engines on one database of their own, and the streams that are in it. Closing them drops the database. */
record Replicas(Vertx vertx, Store store, List<Engine> engines, List<StreamId> streams) implements AutoCloseable {

    private static final int CLIENTS_TO_TOUCH = 64;
    private static final Duration TOUCHED_WITHIN = Duration.ofMinutes(2);

    /** The streams are new, and nothing is in them. */
    static Replicas start(Vertx vertx, Servers servers, int count, int streams) {
        Store store = new Store(servers.endpoints(), World.unique().database()).migrated();
        List<Engine> engines =
                Stream.generate(() -> Engine.on(vertx, store)).limit(count).toList();
        return new Replicas(vertx, store, engines, Rows.newStreams(streams));
    }

    Load load(int clients, IntFunction<StreamId> choice) {
        return new EngineLoad(vertx, engines, clients, choice);
    }

    /** Puts one command to every stream at every replica, so that all of them remember it. */
    void touch() throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TOUCHED_WITHIN.toNanos();
        for (Engine engine : engines) {
            var next = new AtomicInteger();
            var load = new EngineLoad(
                    vertx,
                    List.of(engine),
                    CLIENTS_TO_TOUCH,
                    _ -> streams.get(next.getAndIncrement() % streams.size()));
            load.start(new Tally());
            while (next.get() < streams.size()) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("%d of %d streams are touched".formatted(next.get(), streams.size()));
                }
                Thread.sleep(10);
            }
            load.stop();
        }
    }

    @Override
    public void close() throws SQLException {
        engines.forEach(Engine::close);
        store.close();
    }
}
