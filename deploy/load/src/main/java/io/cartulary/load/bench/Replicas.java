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

/** Engines on one log, and the streams their clients use. Closing them leaves the log. */
record Replicas(Vertx vertx, Store store, List<Engine> engines, List<StreamId> streams) implements AutoCloseable {

    private static final int CLIENTS_TO_TOUCH = 64;
    private static final Duration TOUCHED_WITHIN = Duration.ofMinutes(2);

    /** On an empty log of their own. */
    static Replicas start(Vertx vertx, Servers servers, int count, int streams) {
        return on(vertx, new Store(servers.endpoints(), World.unique().database()).migrated(), count, streams);
    }

    /** The streams are new, and nothing is in them. */
    static Replicas on(Vertx vertx, Store store, int count, int streams) {
        List<Engine> engines =
                Stream.generate(() -> Engine.on(vertx, store)).limit(count).toList();
        return new Replicas(vertx, store, engines, Rows.newStreams(streams));
    }

    Load load(int clients, IntFunction<StreamId> choice) {
        return new EngineLoad(vertx, engines, clients, choice);
    }

    /** Puts one command to every stream at every replica, so that all of them remember it. */
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

    /** Drops the log, too. */
    void end() throws SQLException {
        close();
        store.close();
    }
}
