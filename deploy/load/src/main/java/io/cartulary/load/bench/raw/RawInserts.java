package io.cartulary.load.bench.raw;

import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Tally;
import io.cartulary.load.bench.server.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Durable inserts at MySQL's maximum rate: a thread and a connection for each client, a commit a statement. */
public final class RawInserts implements Load {

    private final Store store;
    private final Supplier<Row> source;
    private final Binding binding;
    private final int connections;
    private final int rows;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> clients = new ArrayList<>();
    private volatile boolean stopping;

    /** @param rows of each statement */
    RawInserts(Store store, Supplier<Row> source, Binding binding, int connections, int rows) {
        this.store = store;
        this.source = source;
        this.binding = binding;
        this.connections = connections;
        this.rows = rows;
    }

    /** Inserts this many rows over one connection, in order, and returns when they are stored. */
    public static void fill(Store store, Supplier<Row> source, int count, int rowsAtOnce) throws SQLException {
        try (Connection connection = store.connect();
                PreparedStatement insert = connection.prepareStatement(Binding.JSON_TABLE.sql(rowsAtOnce))) {
            for (int left = count; left > 0; left -= rowsAtOnce) {
                Binding.JSON_TABLE.bind(insert, Rows.many(Math.min(left, rowsAtOnce), source));
                insert.executeUpdate();
            }
        }
    }

    public static void fill(Store store, Supplier<Row> source, int count) throws SQLException {
        fill(store, source, count, 1_000);
    }

    @Override
    public void start(Tally tally) throws SQLException {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            open.add(store.connect());
        }
        open.forEach(connection -> clients.add(threads.submit(() -> {
            insert(connection, tally);
            return null;
        })));
    }

    private void insert(Connection client, Tally tally) throws SQLException {
        try (client;
                PreparedStatement insert = client.prepareStatement(binding.sql(rows))) {
            while (!stopping) {
                binding.bind(insert, Rows.many(rows, source));
                long start = System.nanoTime();
                execute(insert, tally, start);
            }
        }
    }

    private void execute(PreparedStatement insert, Tally tally, long start) throws SQLException {
        try {
            insert.executeUpdate();
            tally.done(rows, System.nanoTime() - start);
        } catch (SQLTransactionRollbackException deadlock) {
            tally.failed(deadlock);
        }
    }

    @Override
    public void stop() throws InterruptedException, ExecutionException {
        stopping = true;
        try {
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
