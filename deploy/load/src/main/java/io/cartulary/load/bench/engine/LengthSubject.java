package io.cartulary.load.bench.engine;

import io.cartulary.contracts.StreamId;
import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.measurement.Window;
import io.cartulary.load.bench.raw.RawInserts;
import io.cartulary.load.bench.raw.Rows;
import io.cartulary.load.bench.server.Servers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The cost of a command on streams of different lengths, when they are cached and when they are not. */
public final class LengthSubject implements Subject {

    /** Each has its own streams, so that none decides again because of another. */
    private static final int CLIENTS = 16;

    /**
     * The minimum number of events of all streams of one length: there are many short streams, so that they stay short
     * during the measurement.
     */
    private static final int EVENTS = 16_000;

    private static final Duration FIRST_ANSWER_WITHIN = Duration.ofMinutes(1);

    private final Servers servers;
    private final Scale scale;
    private final Window window;
    private final Vertx vertx;
    private final Map<Integer, List<StreamId>> streams = new HashMap<>();
    private @Nullable Replicas engine;

    public LengthSubject(Servers servers, Scale scale, Window window, Vertx vertx) {
        this.servers = servers;
        this.scale = scale;
        this.window = window;
        this.vertx = vertx;
    }

    public static String rate(int length) {
        return String.format(Locale.ROOT, "length %,d", length);
    }

    private static String first(int length) {
        return String.format(Locale.ROOT, "length %,d, first command", length);
    }

    @Override
    public List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        for (int length : scale.lengths()) {
            measurements.add(new Measurement(first(length), "ms", _ -> first(streamsOf(length))));
            measurements.add(
                    Measurement.rate(rate(length), "commands", duration -> remembered(streamsOf(length), duration)));
        }
        return measurements;
    }

    /**
     * For streams that the engine has not cached yet: the median of the first commands to some of them, one at a time.
     */
    private Reading first(List<StreamId> cold) throws Exception {
        var times = new Histogram(3);
        for (StreamId stream : cold.subList(0, CLIENTS)) {
            long start = System.nanoTime();
            started().engines().getFirst().put(stream).await().atMost(FIRST_ANSWER_WITHIN);
            times.recordValue(System.nanoTime() - start);
        }
        return Reading.of(times.getValueAtPercentile(50) / 1e6);
    }

    private Reading remembered(List<StreamId> all, Duration length) throws Exception {
        started().touch(all);
        int each = all.size() / CLIENTS;
        return window.watch(
                started()
                        .load(
                                CLIENTS,
                                client -> all.get(ThreadLocalRandom.current().nextInt(each) * CLIENTS + client)),
                length);
    }

    private List<StreamId> streamsOf(int length) {
        return streams.getOrDefault(length, List.of());
    }

    private Replicas started() {
        if (engine == null) {
            throw new IllegalStateException("before the first round");
        }
        return engine;
    }

    @Override
    public void prepare() {}

    @Override
    public void beforeTurn() throws Exception {
        engine = Replicas.start(vertx, servers, 1, 0);
        for (int length : scale.lengths()) {
            int count = Math.max(1, EVENTS / length / CLIENTS) * CLIENTS;
            List<StreamId> ids = Rows.newStreams(count);
            var rows = new Rows(ids, engine.store().heads());
            // interleaved, as in real streams
            var next = new AtomicInteger();
            RawInserts.fill(engine.store(), () -> rows.next(next.getAndIncrement() % count), count * length);
            streams.put(length, ids);
        }
    }

    @Override
    public void afterTurn() throws Exception {
        if (engine != null) {
            engine.end();
            engine = null;
        }
    }

    @Override
    public void close() throws Exception {
        afterTurn();
    }
}
