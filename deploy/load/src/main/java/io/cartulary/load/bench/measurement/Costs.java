package io.cartulary.load.bench.measurement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The cost of work: processor time by process, and flushes to disk by InnoDB's counters. The binary log's own flush,
 * one for each group of commits, is in neither counter.
 *
 * @param processes whose processor time counts for which figure
 */
public record Costs(Connection mysql, Map<Figure, List<Long>> processes) {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** A share of one processor: idle servers have clocks, pollers and collectors. */
    private static final double AT_REST = 0.3;

    public Costs {
        processes = Map.copyOf(processes);
    }

    public Snapshot now() throws SQLException {
        var totals = new EnumMap<Figure, Double>(Figure.class);
        processes.forEach((figure, pids) -> totals.put(
                figure, pids.stream().mapToDouble(Costs::processorMicros).sum()));
        try (var statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SHOW GLOBAL STATUS WHERE Variable_name IN ('Innodb_data_fsyncs', 'Innodb_os_log_fsyncs')")) {
            while (rows.next()) {
                totals.put(figure(rows.getString(1)), rows.getDouble(2));
            }
        }
        return new Snapshot(totals);
    }

    /**
     * Returns when the processes use almost no time, or when patience ends. After a load, just-in-time compilers work
     * off what has waited for a processor, and would distort the measurement.
     */
    public void awaitRest(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        double before;
        do {
            before = processorMicros();
            Thread.sleep(LOOK_EVERY);
        } while (processorMicros() - before > AT_REST * LOOK_EVERY.toNanos() / 1e3 && System.nanoTime() < deadline);
    }

    private double processorMicros() {
        return processes.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Costs::processorMicros)
                .sum();
    }

    private static Figure figure(String variable) {
        return variable.equalsIgnoreCase("Innodb_data_fsyncs") ? Figure.FSYNCS : Figure.LOG_FSYNCS;
    }

    private static double processorMicros(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(time -> time.toNanos() / 1e3)
                .orElse(0.0);
    }

    /** Totals since each process began. */
    public record Snapshot(Map<Figure, Double> totals) {

        public Snapshot {
            totals = Map.copyOf(totals);
        }

        public Snapshot since(Snapshot before) {
            var difference = new EnumMap<Figure, Double>(Figure.class);
            totals.forEach((figure, total) -> difference.put(figure, total - before.totals.getOrDefault(figure, 0.0)));
            return new Snapshot(difference);
        }

        public Map<Figure, Double> each(long units) {
            var each = new EnumMap<Figure, Double>(Figure.class);
            totals.forEach((figure, total) -> each.put(figure, total / Math.max(1, units)));
            return each;
        }
    }
}
