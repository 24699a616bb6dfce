package io.cartulary.load.bench.raw;

import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.measurement.Window;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.load.bench.server.Store;
import io.cartulary.localstack.World;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** MySQL itself: R1, single rows, and Rm, many rows in one statement, into the same table as the event log's. */
public final class RawSubject implements Subject {

    /** The number of rows that goals refer to. */
    static final int ROWS = 64;

    private static final List<Integer> ROWS_AT_ONCE = List.of(16, ROWS, 256);
    private static final List<Integer> CONNECTIONS = List.of(1, 2, 4);

    private final Scale scale;
    private final Window window;
    private final Store singles;
    private final Store batches;
    private Supplier<Row> source = () -> {
        throw new IllegalStateException("before the first round");
    };

    public RawSubject(Servers servers, Scale scale, Window window) {
        this.scale = scale;
        this.window = window;
        this.singles = new Store(servers.endpoints(), World.unique().database());
        this.batches = new Store(servers.endpoints(), World.unique().database());
    }

    public static String single(int connections) {
        return "R1 " + connections;
    }

    static String batch(Binding binding, int rows, int connections) {
        return "Rm %s %d rows × %d".formatted(binding == Binding.VALUES ? "values" : "json", rows, connections);
    }

    /** The measurements whose best value is Rm. */
    public static List<String> rm() {
        return CONNECTIONS.stream()
                .map(connections -> batch(Binding.VALUES, ROWS, connections))
                .toList();
    }

    @Override
    public List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        for (int connections : scale.clients()) {
            measurements.add(Measurement.rate(
                    single(connections),
                    "rows",
                    length -> window.watch(new RawInserts(singles, source, Binding.VALUES, connections, 1), length)));
        }
        for (int rows : ROWS_AT_ONCE) {
            for (int connections : CONNECTIONS) {
                for (Binding binding : Binding.values()) {
                    measurements.add(Measurement.rate(batch(binding, rows, connections), "rows", length -> {
                        batches.truncate();
                        Supplier<Row> fresh = new Rows(Rows.newStreams(scale.streams()))::next;
                        return window.watch(new RawInserts(batches, fresh, binding, connections, rows), length);
                    }));
                }
            }
        }
        return measurements;
    }

    @Override
    public void prepare() throws Exception {
        singles.migrated();
        batches.migrated();
        beforeTurn();
        Window.warmUp(
                new RawInserts(singles, source, Binding.VALUES, 16, 1),
                scale.warmUp().dividedBy(4));
    }

    /** The number of events in the engine's log at the beginning of a round. */
    @Override
    public void beforeTurn() throws SQLException {
        singles.truncate();
        source = new Rows(Rows.newStreams(scale.streams()))::next;
        RawInserts.fill(singles, source, scale.streams());
    }

    @Override
    public void close() throws SQLException {
        singles.close();
        batches.close();
    }
}
