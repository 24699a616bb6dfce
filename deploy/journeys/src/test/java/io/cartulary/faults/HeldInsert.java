package io.cartulary.faults;

import static org.awaitility.Awaitility.await;

import io.cartulary.contracts.StreamId;
import io.cartulary.load.history.Register;
import io.cartulary.load.history.SentCommand;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** An event of another writer, at the next position of its partition, in a transaction that stays open for a while. */
final class HeldInsert implements AutoCloseable {

    private static final String NEXT = "SELECT COALESCE(MAX(position), 0) + 1 FROM events WHERE partition_no = ?";

    private static final String INSERT = """
            INSERT INTO events
              (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)
            VALUES (?, ?, ?, 1, UUID_TO_BIN(?), UUID_TO_BIN(UUID()), 'product.listed.v1', UTC_TIMESTAMP(3),
              '{"name": "Something", "price": {"amount": 100, "currency": "EUR"}}',
              '{"actor": "anonymous", "correlationId": "held", "causationId": "held", "requestHash": "held", "size": 1}')
            """;

    private final Connection connection;
    private long position;

    private HeldInsert(Connection connection) {
        this.connection = connection;
    }

    /** The stream's first event, caused by the command whose key is the stream's root id. */
    static HeldInsert open(Register register, StreamId stream) throws SQLException {
        var held = new HeldInsert(register.connect());
        held.connection.setAutoCommit(false);
        // the service competes for the same positions, and is often faster
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> held.insert(stream));
        return held;
    }

    long position() {
        return position;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    private boolean insert(StreamId stream) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            position = next(stream.partition());
            insert.setInt(1, stream.partition());
            insert.setLong(2, position);
            insert.setString(3, stream.toString());
            insert.setString(
                    4,
                    SentCommand.under(stream.rootId(), "held open").commandId().toString());
            return insert.executeUpdate() == 1;
        } catch (SQLException taken) {
            connection.rollback();
            return false;
        }
    }

    private long next(int partition) throws SQLException {
        try (PreparedStatement next = connection.prepareStatement(NEXT)) {
            next.setInt(1, partition);
            try (ResultSet row = next.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
