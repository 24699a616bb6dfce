package io.cartulary.load.bench.server;

import io.cartulary.contracts.Channels;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.Tables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** A database with the event log's tables. Closing it drops it. */
public record Store(Endpoints endpoints, String database) implements AutoCloseable {

    /** Makes the tables, with the event log's own migrations. */
    public Store migrated() {
        Tables.create(endpoints, database);
        return this;
    }

    /** Prepares statements at the server and caches them, like a service's pool. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), endpoints.mysqlUsername(), endpoints.mysqlPassword());
    }

    private String url() {
        return Tables.url(endpoints, database)
                + "&useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true&cacheServerConfiguration=true";
    }

    public void truncate() throws SQLException {
        execute("TRUNCATE TABLE events");
    }

    /** The number of events: positions have no gap, so it is the sum of the last ones. */
    public long events() throws SQLException {
        return Arrays.stream(heads()).sum();
    }

    /** The last position of every partition. */
    public long[] heads() throws SQLException {
        var heads = new long[Channels.PARTITIONS];
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT partition_no, MAX(position) FROM events WHERE partition_no < "
                                + Channels.PARTITIONS
                                + " GROUP BY partition_no")) {
            while (rows.next()) {
                heads[rows.getInt(1)] = rows.getLong(2);
            }
        }
        return heads;
    }

    /** The size of the table and its keys on disk, without the binary log. */
    public double bytesPerEvent() throws SQLException {
        execute("ANALYZE TABLE events");
        double bytes = number("""
                SELECT data_length + index_length FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_name = 'events'
                """);
        return bytes / Math.max(1, events());
    }

    private double number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION information_schema_stats_expiry = 0");
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getDouble(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("DROP DATABASE IF EXISTS " + database);
    }
}
