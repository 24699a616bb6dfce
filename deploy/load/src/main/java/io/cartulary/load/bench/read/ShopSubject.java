package io.cartulary.load.bench.read;

import io.cartulary.load.bench.client.Carts;
import io.cartulary.load.bench.client.ClosedLoop;
import io.cartulary.load.bench.measurement.Costs;
import io.cartulary.load.bench.measurement.Figure;
import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.measurement.Tally;
import io.cartulary.load.bench.measurement.Window;
import io.cartulary.load.bench.read.Progressing.Progressed;
import io.cartulary.load.bench.server.Cassandra;
import io.cartulary.load.bench.server.Deployment;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.load.bench.service.Site;
import io.cartulary.localstack.Packaging;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Both services as processes, and the delay until one shows what the other has answered: in steady state, and after an
 * outage.
 */
public final class ShopSubject implements Subject {

    static final String FULL_LOAD = "both at full load";
    static final String VISIBLE_ALMOST_IDLE = "visible at 3 % load";
    public static final String VISIBLE = "visible at 30 % load";
    static final String VISIBLE_NEAR_FULL = "visible at 80 % load";
    public static final String LIVE = "live at 30 % load";
    public static final String DRAIN = "drain after an outage";
    static final String RAW_READS = "raw point reads " + Scale.CLIENTS;
    static final String READS = "point reads " + Scale.CLIENTS;

    /**
     * Events a second: in a very short window nothing may arrive, and then the first command at a part of that rate
     * would never come.
     */
    private static final double LEAST_CAPACITY = 20;

    private static final double ALMOST_IDLE = 0.03;
    private static final double NORMAL = 0.3;
    private static final double NEAR_FULL = 0.8;

    /** The query service's time to catch up after a measurement. */
    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(3);

    private static final Duration GATHERED_WITHIN = Duration.ofMinutes(2);
    private static final int LEAD_IN_PERCENT = 20;

    private final Servers servers;
    private final Scale scale;
    private final ReadScale readScale;
    private final Connection mysql;
    private final Cassandra cassandra;
    /** Events a second in this round, by the part of full load at which commands came. */
    private final Map<Double, Double> live = new HashMap<>();

    private @Nullable Site site;
    private @Nullable Views views;
    private double capacity = Double.NaN;

    public ShopSubject(Servers servers, Scale scale, ReadScale readScale, Connection mysql, Cassandra cassandra) {
        this.servers = servers;
        this.scale = scale;
        this.readScale = readScale;
        this.mysql = mysql;
        this.cassandra = cassandra;
    }

    @Override
    public List<Measurement> measurements() {
        return List.of(
                Measurement.rate(FULL_LOAD, "events", this::fullLoad),
                new Measurement(VISIBLE_ALMOST_IDLE, "ms p99", length -> visible(ALMOST_IDLE, length)),
                new Measurement(VISIBLE, "ms p99", length -> visible(NORMAL, length)),
                Measurement.rate(LIVE, "events", length -> Reading.of(live(length))),
                new Measurement(VISIBLE_NEAR_FULL, "ms p99", length -> visible(NEAR_FULL, length)),
                Measurement.rate(DRAIN, "events", this::drain),
                Measurement.rate(RAW_READS, "reads", this::rawReads),
                Measurement.rate(READS, "reads", this::reads));
    }

    @Override
    public void prepare() throws Exception {
        Deployment deployment = Deployment.start(servers, Packaging.wanted(), 1, Map.of(), scale.streams());
        site = Site.start(servers, deployment, mysql);
        views = Views.of(servers, deployment.world(), cassandra);
        views().service().start();
        warmUp(scale.warmUp());
    }

    private void warmUp(Duration length) throws Exception {
        Window.warmUp(site().load(Scale.CLIENTS, site().carts()::any), length);
        settle();
        Window.warmUp(queries(), length.dividedBy(2));
        settle();
    }

    @Override
    public void beforeTurn() {
        capacity = Double.NaN;
        live.clear();
    }

    /** The rate that is both stored and made visible while commands come at the maximum rate. */
    private Reading fullLoad(Duration length) throws Exception {
        Load load = site().load(Scale.CLIENTS, site().carts()::any);
        load.start(new Tally());
        try {
            Thread.sleep(length.multipliedBy(LEAD_IN_PERCENT).dividedBy(100));
            long before = site().topic().records();
            Progressed progressed = new Progressing(views(), costs()).during(length);
            double stored = (site().topic().records() - before) / progressed.seconds();
            capacity = Math.max(LEAST_CAPACITY, Math.min(stored, progressed.perSecond()));
            return progressed.reading().noting(String.format(Locale.ROOT, "%,.0f events/s stored", stored));
        } finally {
            load.stop();
            settle();
        }
    }

    /** Both services' capacity in this round, in events a second. */
    private double capacity(Duration length) throws Exception {
        if (Double.isNaN(capacity)) {
            fullLoad(length);
        }
        return capacity;
    }

    /** From the caller's answer to a command until its answer to the query that shows the effect. */
    private Reading visible(double ofCapacity, Duration length) throws Exception {
        var commands = new Tally();
        var queries = new Tally();
        var load = new FreshReads(
                site().deployment().uris(),
                views().uri(),
                ofCapacity * capacity(length),
                site().carts()::any,
                commands);
        Tally.Count sent;
        Map<Figure, Double> costs;
        load.start(queries);
        try {
            Thread.sleep(length.multipliedBy(LEAD_IN_PERCENT).dividedBy(100));
            Costs.Snapshot before = costs().now();
            commands.begin();
            queries.begin();
            Thread.sleep(length);
            commands.awaitFirst(Window.FIRST_WITHIN);
            queries.awaitFirst(Window.FIRST_WITHIN);
            sent = commands.end();
            costs = costs().now().since(before).each(sent.done());
        } finally {
            load.stop();
        }
        // Ended only now, to count those that took longer than the rest of the window.
        Tally.Count shown = queries.end();
        live.put(ofCapacity, sent.perSecond());
        settle();
        return new Reading(
                        shown.figures().getOrDefault(Figure.P99, Double.NaN),
                        shown.figures(),
                        (sent.note() + " " + shown.note()).strip())
                .with(costs)
                .noting(String.format(
                        Locale.ROOT, "%,.0f commands/s, %d of them followed", sent.perSecond(), shown.done()));
    }

    /** The events a second that come, and are made visible, at the load of a normal hour. */
    private double live(Duration length) throws Exception {
        if (!live.containsKey(NORMAL)) {
            visible(NORMAL, length);
        }
        return live.getOrDefault(NORMAL, Double.NaN);
    }

    /**
     * The query service is stopped, and events collect: the number that the live rate gives for the outage, but stored
     * at full speed, to save time. Then it is started again. Measured from the first event that it makes visible to the
     * last.
     */
    private Reading drain(Duration length) throws Exception {
        long missed = Math.clamp((long) (live(length) * readScale.outage().toSeconds()), 1, readScale.mostGathered());
        long visible = views().projected();
        views().service().stop();
        gather(missed);
        long all = site().deployment().store().events();
        long since = System.nanoTime();
        views().service().startWithoutWaiting();
        Progressed progressed = new Progressing(views(), costs()).between(visible + 1, all);
        double seconds = (System.nanoTime() - since) / 1e9;
        views().service().awaitReady();
        warmUp(scale.warmUp().dividedBy(3));
        return progressed
                .reading()
                .noting(String.format(
                        Locale.ROOT, "%,d events; all visible %.1f s after the start", all - visible, seconds));
    }

    private void gather(long count) throws Exception {
        long enough = site().topic().records() + count;
        long deadline = System.nanoTime() + GATHERED_WITHIN.toNanos();
        Load load = site().load(Scale.CLIENTS, site().carts()::any);
        load.start(new Tally());
        try {
            while (site().topic().records() < enough && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        } finally {
            load.stop();
            site().settle();
        }
    }

    private Reading rawReads(Duration length) throws Exception {
        List<UUID> carts = site().carts().ids().stream().map(UUID::fromString).toList();
        return new Window(costs()).watch(new RawReads(cassandra, views().keyspace(), carts, Scale.CLIENTS), length);
    }

    private Reading reads(Duration length) throws Exception {
        return new Window(costs()).watch(queries(), length);
    }

    private Load queries() {
        List<byte[]> requests = site().carts().ids().stream().map(Carts::read).toList();
        return new ClosedLoop(
                List.of(views().uri()),
                Scale.CLIENTS,
                _ -> requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
    }

    /** Waits until all stored events are visible, and compilers rest. */
    private void settle() throws Exception {
        String behind = site().settle();
        if (!behind.isEmpty()) {
            throw new TimeoutException(behind);
        }
        views().await(site().deployment().store().events(), VISIBLE_WITHIN);
        views().requireWhole();
        costs().awaitRest(scale.warmUp().dividedBy(2));
    }

    /** The costs of the present processes: the query service's process changes. */
    private Costs costs() {
        return servers.costsOfReads(
                mysql, site().deployment().pids(), views().service().pid());
    }

    private Site site() {
        if (site == null) {
            throw new IllegalStateException("not prepared");
        }
        return site;
    }

    private Views views() {
        if (views == null) {
            throw new IllegalStateException("not prepared");
        }
        return views;
    }

    @Override
    public void close() throws Exception {
        if (views != null) {
            views.close();
            views = null;
        }
        if (site != null) {
            site.close();
            site = null;
        }
    }
}
