package io.cartulary.load.bench.service;

import io.cartulary.load.bench.client.OpenLoop;
import io.cartulary.load.bench.measurement.Figure;
import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Tally;
import io.cartulary.load.bench.raw.RawInserts;
import io.cartulary.load.bench.raw.Rows;
import io.cartulary.load.bench.server.Store;
import io.cartulary.load.bench.server.Topic;
import io.cartulary.load.bench.service.Arrivals.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** The path from a command to Kafka: its rate, its delay, and the latency of a command below full load. */
public record RelayMeasurements(Scale scale, Supplier<Site> site) {

    static final String FULL_LOAD = "relay under full load";
    static final String CATCHING_UP = "relay catching up";
    public static final String LAG = "lag at 30 % load";
    static final String LAG_NEAR_FULL = "lag at 80 % load";
    public static final String LATENCY = "latency at half load";

    /** The decimal digits of the percentiles. */
    private static final int PRECISION = 3;

    private static final Duration ARRIVED_WITHIN = Duration.ofSeconds(20);

    List<Measurement> all() {
        return List.of(
                Measurement.rate(FULL_LOAD, "events", this::underFullLoad),
                Measurement.rate(CATCHING_UP, "events", _ -> catchingUp()),
                new Measurement(LAG, "ms p99", length -> lag(0.3, length)),
                new Measurement(LAG_NEAR_FULL, "ms p99", length -> lag(0.8, length)),
                new Measurement(LATENCY, "ms p99", this::latencyAtHalfLoad));
    }

    private Reading underFullLoad(Duration length) throws Exception {
        Site here = site.get();
        Load load = here.load(Scale.MANY.getLast(), here.carts()::any);
        load.start(new Tally());
        double perSecond;
        try {
            Thread.sleep(length.dividedBy(5));
            long since = System.nanoTime();
            long before = here.topic().records();
            Thread.sleep(length);
            awaitRecords(here.topic(), before + 1);
            perSecond = (here.topic().records() - before) / seconds(since);
        } finally {
            load.stop();
        }
        return Reading.of(perSecond).noting(here.settle());
    }

    /** Events that enter the log like another replica's, all in one commit. */
    private Reading catchingUp() throws Exception {
        Site here = site.get();
        Store store = here.deployment().store();
        here.settle();
        long before = here.topic().records();
        var rows = new Rows(Rows.newStreams(scale.backlog() / 10), store.heads());
        RawInserts.fill(store, rows::next, scale.backlog(), scale.backlog());
        awaitRecords(here.topic(), before + 1);
        long since = System.nanoTime();
        awaitRecords(here.topic(), before + scale.backlog());
        return Reading.of(scale.backlog() / seconds(since)).noting(here.settle());
    }

    private static void awaitRecords(Topic topic, long count) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + ARRIVED_WITHIN.toNanos();
        while (topic.records() < count) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("%d of %d records are on Kafka".formatted(topic.records(), count));
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** From the caller's answer until a consumer has the event; 0 when the consumer had it before. */
    private Reading lag(double ofCapacity, Duration length) throws Exception {
        Site here = site.get();
        double pace = ofCapacity * here.capacity(length);
        Map<Place, Long> answers = new ConcurrentHashMap<>();
        var load = new OpenLoop(
                here.deployment().uris(),
                pace,
                here.carts()::any,
                (response, nanoTime) -> answers.put(Place.parse(response.header("consistency-token")), nanoTime));
        try (var arrivals = Arrivals.watch(
                here.servers().endpoints().kafkaBootstrap(),
                here.deployment().world().topic())) {
            Reading commands = here.window().watch(load, length);
            Histogram lag = lag(answers, arrivals);
            return new Reading(millis(lag, 99), commands.figures(), commands.note())
                    .with(Map.of(Figure.P50, millis(lag, 50), Figure.P99, millis(lag, 99)))
                    .noting(here.settle());
        }
    }

    private static Histogram lag(Map<Place, Long> answers, Arrivals arrivals)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + ARRIVED_WITHIN.toNanos();
        while (!arrivals.soFar().keySet().containsAll(answers.keySet())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("not every event that was answered for is on Kafka");
            }
            Thread.sleep(20);
        }
        var lag = new Histogram(PRECISION);
        answers.forEach((place, answered) ->
                lag.recordValue(Math.max(0, arrivals.soFar().getOrDefault(place, answered) - answered)));
        return lag;
    }

    private Reading latencyAtHalfLoad(Duration length) throws Exception {
        Site here = site.get();
        double pace = here.capacity(length) / 2;
        Reading commands = here.window()
                .watch(new OpenLoop(here.deployment().uris(), pace, here.carts()::any, (_, _) -> {}), length);
        return new Reading(commands.figures().getOrDefault(Figure.P99, Double.NaN), commands.figures(), commands.note())
                .noting(here.settle());
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
