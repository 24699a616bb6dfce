package io.cartulary.load.bench.raw;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/** The two ways to pass many rows to one INSERT. */
public enum Binding {
    /** Ten parameters a row, and a statement for every number of rows. */
    VALUES {
        @Override
        String sql(int rows) {
            return INSERT + " VALUES " + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        }

        @Override
        void bind(PreparedStatement insert, List<Row> rows) throws SQLException {
            int i = 0;
            for (Row row : rows) {
                insert.setInt(++i, row.partition());
                insert.setLong(++i, row.position());
                insert.setString(++i, row.stream());
                insert.setLong(++i, row.version());
                insert.setBytes(++i, bytes(row.commandId()));
                insert.setBytes(++i, bytes(row.eventId()));
                insert.setString(++i, row.type());
                insert.setObject(++i, row.recordedAt());
                insert.setString(++i, row.data());
                insert.setString(++i, row.metadata());
            }
        }
    },

    /** One parameter, a JSON array of all rows, and one statement for any number of them. */
    JSON_TABLE {
        @Override
        String sql(int rows) {
            return INSERT + """
                     SELECT p, n, s, v, UUID_TO_BIN(c), UUID_TO_BIN(e), t, r, d, m
                    FROM JSON_TABLE(?, '$[*]' COLUMNS (
                      p SMALLINT UNSIGNED PATH '$[0]', n BIGINT UNSIGNED PATH '$[1]',
                      s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]',
                      c CHAR(36) CHARACTER SET ascii PATH '$[4]', e CHAR(36) CHARACTER SET ascii PATH '$[5]',
                      t VARCHAR(80) CHARACTER SET ascii PATH '$[6]', r DATETIME(3) PATH '$[7]',
                      d JSON PATH '$[8]', m JSON PATH '$[9]')) AS batch
                    """;
        }

        @Override
        void bind(PreparedStatement insert, List<Row> rows) throws SQLException {
            var json = new StringJoiner(",", "[", "]");
            for (Row row : rows) {
                json.add("[%d,%d,\"%s\",%d,\"%s\",\"%s\",\"%s\",\"%s\",%s,%s]"
                        .formatted(
                                row.partition(),
                                row.position(),
                                row.stream(),
                                row.version(),
                                row.commandId(),
                                row.eventId(),
                                row.type(),
                                row.recordedAt(),
                                row.data(),
                                row.metadata()));
            }
            insert.setString(1, json.toString());
        }
    };

    private static final String INSERT = "INSERT INTO events"
            + " (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)";

    /** An INSERT of this many rows. */
    abstract String sql(int rows);

    abstract void bind(PreparedStatement insert, List<Row> rows) throws SQLException;

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
