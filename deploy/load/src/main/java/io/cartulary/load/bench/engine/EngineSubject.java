package io.cartulary.load.bench.engine;

import io.cartulary.contracts.StreamId;
import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.measurement.Window;
import io.cartulary.load.bench.server.Servers;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** E: the engine without HTTP, as one or several replicas on one database. */
public final class EngineSubject implements Subject {

    private final Servers servers;
    private final Scale scale;
    private final Window window;
    private final Vertx vertx;
    private final int count;
    private @Nullable Replicas replicas;

    /** @param count of replicas */
    public EngineSubject(Servers servers, Scale scale, Window window, Vertx vertx, int count) {
        this.servers = servers;
        this.scale = scale;
        this.window = window;
        this.vertx = vertx;
        this.count = count;
    }

    public static String uniform(int replicas, int clients) {
        return name(replicas) + " " + clients;
    }

    /** All clients on one stream. */
    public static String hot(int clients) {
        return name(1) + " hot " + clients;
    }

    /** Every stream's commands come to the same replica, as with a sticky router. */
    public static String sticky(int replicas, int clients) {
        return name(replicas) + " sticky " + clients;
    }

    private static String name(int replicas) {
        return replicas == 1 ? "E" : "E×" + replicas;
    }

    @Override
    public List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        List<Integer> clients = count == 1 ? scale.clients() : Scale.MANY;
        for (int n : clients) {
            measurements.add(measurement(uniform(count, n), n, this::any));
        }
        for (int n : Scale.MANY) {
            measurements.add(
                    count == 1
                            ? measurement(hot(n), n, _ -> streams().getFirst())
                            : measurement(sticky(count, n), n, this::anyOfItsOwn));
        }
        if (count == 1) {
            measurements.add(new Measurement(
                    "E on disk",
                    "bytes/event",
                    _ -> Reading.of(started().store().bytesPerEvent())));
        }
        return measurements;
    }

    private Measurement measurement(String name, int clients, IntFunction<StreamId> choice) {
        return Measurement.rate(
                name, "commands", length -> window.watch(started().load(clients, choice), length));
    }

    private StreamId any(int client) {
        return streams().get(ThreadLocalRandom.current().nextInt(streams().size()));
    }

    private StreamId anyOfItsOwn(int client) {
        int owned = streams().size() / count;
        return streams().get(ThreadLocalRandom.current().nextInt(owned) * count + client % count);
    }

    private List<StreamId> streams() {
        return started().streams();
    }

    private Replicas started() {
        if (replicas == null) {
            throw new IllegalStateException("before the first round");
        }
        return replicas;
    }

    @Override
    public void prepare() throws Exception {
        beforeTurn();
        Window.warmUp(started().load(Scale.MANY.getFirst(), this::any), scale.warmUp());
        afterTurn();
    }

    /** An empty log again, with one command for every stream at every replica. */
    @Override
    public void beforeTurn() throws Exception {
        replicas = Replicas.start(vertx, servers, count, scale.streams());
        replicas.touch();
    }

    @Override
    public void close() throws Exception {
        afterTurn();
    }

    @Override
    public void afterTurn() throws Exception {
        if (replicas != null) {
            replicas.end();
            replicas = null;
        }
    }
}
