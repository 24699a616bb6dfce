package io.cartulary.load.bench.read;

import io.cartulary.load.bench.measurement.Costs;
import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.read.Progressing.Progressed;
import io.cartulary.load.bench.server.Cassandra;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.localstack.World;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Folds all of a topic, from its beginning, into empty tables: by a query service with an empty keyspace, by the same
 * service in a rebuild while the active views stay, and by a client that only polls and writes. The first half does not
 * count: compilers warm up until then.
 */
public final class FoldSubject implements Subject {

    public static final String ROWS = "folding all anew, rows";
    static final String EVENTS = "folding all anew, events";
    public static final String RAW = "C";
    public static final String REBUILD_ROWS = "rebuild, rows";
    public static final String REBUILD_EVENTS = "rebuild, events";
    public static final String RAW_REBUILD = "C of the rebuild";

    private final Servers servers;
    private final ReadScale scale;
    private final Connection mysql;
    private final Cassandra cassandra;
    private @Nullable Orders orders;
    private @Nullable Views views;
    private @Nullable Filled folded;
    private @Nullable Filled rebuilt;

    /**
     * The tables after folding.
     *
     * @param raw is about to write the same rows
     * @param events the number of events in them
     */
    private record Filled(Progressed progressed, RawWrites raw, long events) {

        /** The rate of the rows at the end; a row that is written several times counts once. */
        Reading rowsPerSecond() {
            double rowsOfAnEvent = (double) raw.rows().size() / events;
            return new Reading(
                    progressed.perSecond() * rowsOfAnEvent,
                    Map.of(),
                    String.format(Locale.ROOT, "%.2f rows an event", rowsOfAnEvent));
        }
    }

    public FoldSubject(Servers servers, ReadScale scale, Connection mysql, Cassandra cassandra) {
        this.servers = servers;
        this.scale = scale;
        this.mysql = mysql;
        this.cassandra = cassandra;
    }

    @Override
    public List<Measurement> measurements() {
        return List.of(
                Measurement.rate(ROWS, "rows", _ -> folded().rowsPerSecond()),
                Measurement.rate(EVENTS, "events", _ -> folded().progressed().reading()),
                Measurement.rate(RAW, "rows", _ -> raw(folded())),
                Measurement.rate(REBUILD_ROWS, "rows", _ -> rebuilt().rowsPerSecond()),
                Measurement.rate(
                        REBUILD_EVENTS, "events", _ -> rebuilt().progressed().reading()),
                Measurement.rate(RAW_REBUILD, "rows", _ -> raw(rebuilt())));
    }

    @Override
    public void prepare() throws Exception {
        orders = Orders.record(servers, scale.orders());
    }

    private Orders orders() {
        if (orders == null) {
            throw new IllegalStateException("not prepared");
        }
        return orders;
    }

    /** With a new keyspace and a new consumer group, on the existing topic. */
    private Views started() {
        Views known = views;
        if (known == null) {
            World fresh = World.unique();
            var world = new World(
                    orders().world().database(), orders().world().topic(), fresh.keyspace(), fresh.consumerGroup());
            known = Views.of(servers, world, cassandra);
            views = known;
            known.service().startWithoutWaiting();
        }
        return known;
    }

    private Costs costs() {
        return servers.costsOfReads(mysql, List.of(), started().service().pid());
    }

    /** Once a round, for the first measurement that needs it. */
    private Filled folded() throws Exception {
        Filled known = folded;
        if (known == null) {
            Views filling = started();
            long all = orders().events();
            Progressed progressed = new Progressing(filling, costs()).between(all / 2, all);
            filling.service().awaitReady();
            known = new Filled(progressed, RawWrites.like(cassandra, filling.keyspace(), "_raw", _ -> true), all);
            folded = known;
        }
        return known;
    }

    /** Once a round, too. The events are in the timeline already, and only views are written. */
    private Filled rebuilt() throws Exception {
        Filled known = rebuilt;
        if (known == null) {
            folded();
            Views filling = started();
            long all = orders().events();
            try (HttpClient client = HttpClient.newHttpClient()) {
                Rebuild rebuild = Rebuild.begin(client, filling);
                Progressed progressed = new Progressing(filling, costs()).between(all / 2, all, rebuild);
                rebuild.awaitCompared();
                Predicate<String> built = table -> table.endsWith(Rebuild.TABLES);
                known = new Filled(progressed, RawWrites.like(cassandra, filling.keyspace(), "_raw_g2", built), all);
            }
            rebuilt = known;
        }
        return known;
    }

    /** While the query service is idle. */
    private Reading raw(Filled filled) throws Exception {
        RawWrites writes = filled.raw();
        return writes.run(servers.endpoints().kafkaBootstrap(), orders(), costs())
                .noting(String.format(Locale.ROOT, "%,d rows", writes.rows().size()));
    }

    @Override
    public void afterTurn() {
        if (folded != null) {
            folded.raw().drop();
            folded = null;
        }
        if (rebuilt != null) {
            rebuilt.raw().drop();
            rebuilt = null;
        }
        if (views != null) {
            views.close();
            views = null;
        }
    }

    @Override
    public void close() {
        afterTurn();
    }
}
