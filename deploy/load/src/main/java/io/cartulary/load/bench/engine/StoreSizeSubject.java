package io.cartulary.load.bench.engine;

import io.cartulary.contracts.StreamId;
import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.measurement.Window;
import io.cartulary.load.bench.raw.RawInserts;
import io.cartulary.load.bench.raw.Rows;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.load.bench.server.Store;
import io.cartulary.localstack.World;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The engine with a log that contains many events of other streams already. */
public final class StoreSizeSubject implements Subject {

    /** A store is made again when measurements have made it larger than this factor. */
    private static final double TOO_LARGE = 1.2;

    private final Servers servers;
    private final Scale scale;
    private final Window window;
    private final Vertx vertx;
    private final Map<Integer, Store> stores = new HashMap<>();

    public StoreSizeSubject(Servers servers, Scale scale, Window window, Vertx vertx) {
        this.servers = servers;
        this.scale = scale;
        this.window = window;
        this.vertx = vertx;
    }

    @Override
    public List<Measurement> measurements() {
        return scale.sizes().stream()
                .map(size -> Measurement.rate(String.format(Locale.ROOT, "store of %,d", size), "commands", length -> {
                    try (var engine = Replicas.on(vertx, filled(size), 1, scale.streams() / 10)) {
                        engine.touch();
                        List<StreamId> streams = engine.streams();
                        return window.watch(
                                engine.load(
                                        Scale.CLIENTS,
                                        _ -> streams.get(
                                                ThreadLocalRandom.current().nextInt(streams.size()))),
                                length);
                    }
                }))
                .toList();
    }

    @Override
    public void prepare() throws SQLException {
        for (int size : scale.sizes()) {
            filled(size);
        }
    }

    private Store filled(int size) throws SQLException {
        Store known = stores.get(size);
        if (known != null && known.events() <= size * TOO_LARGE) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        Store store = new Store(servers.endpoints(), World.unique().database()).migrated();
        stores.put(size, store);
        RawInserts.fill(store, new Rows(Rows.newStreams(scale.streams()))::next, size);
        return store;
    }

    @Override
    public void close() throws SQLException {
        for (Store store : stores.values()) {
            store.close();
        }
    }
}
