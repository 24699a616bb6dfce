package io.cartulary.load.bench.read;

import io.cartulary.load.bench.server.Cassandra;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.World;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A query service as a process, and its keyspace. It may be stopped and started again. */
public record Views(Service service, String keyspace, Cassandra cassandra) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** Describes it, to be started later. */
    static Views of(Servers servers, World world, Cassandra cassandra) {
        Path log = servers.logs().resolve(world.keyspace() + "-query.log").toAbsolutePath();
        Service service = Service.of(Side.QUERY, 0, servers.endpoints().environment(world), log);
        var views = new Views(service, world.keyspace(), cassandra);
        Runtime.getRuntime().addShutdownHook(new Thread(views::kill));
        return views;
    }

    URI uri() {
        return service.uri();
    }

    /** The number of visible events. */
    long projected() {
        return cassandra.projected(keyspace);
    }

    /**
     * Returns as soon as this many events are visible.
     *
     * @return the number visible
     */
    long await(long events, Duration patience) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + patience.toNanos();
        long visible = projected();
        while (visible < events) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("%d of %d events are visible".formatted(visible, events));
            }
            Thread.sleep(LOOK_EVERY);
            visible = projected();
        }
        return visible;
    }

    /** Fails when an event could not be projected and is quarantined: then less work was done than intended. */
    void requireWhole() {
        if (!cassandra.isEmpty(keyspace + ".quarantine")) {
            throw new IllegalStateException("there is something in quarantine, see " + service.log());
        }
    }

    /** Ends it, and drops its keyspace. */
    void close() {
        kill();
        cassandra.drop(keyspace);
    }

    /** Kills it: nothing of it is needed any more. */
    private void kill() {
        try {
            if (service.isAlive()) {
                service.kill();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
