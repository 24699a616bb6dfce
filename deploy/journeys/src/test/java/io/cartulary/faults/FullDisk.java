package io.cartulary.faults;

import io.cartulary.load.history.Register;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A disk that can be filled and emptied without root: MySQL's system tablespace, which is limited in the local stack.
 * The table {@code events} is moved there, and ballast takes the rest of the space. InnoDB then fails with the same
 * error, 1114, as when the file system has no space to extend its files.
 */
final class FullDisk implements AutoCloseable {

    private static final int FULL = 1114;

    private final Connection connection;

    private FullDisk(Connection connection) {
        this.connection = connection;
    }

    static FullDisk of(Register register) throws SQLException {
        var disk = new FullDisk(register.connect());
        disk.execute("ALTER TABLE events TABLESPACE = innodb_system");
        return disk;
    }

    /** Takes all free space, in ever smaller pieces. */
    void fill() throws SQLException {
        execute("CREATE TABLE ballast (piece LONGBLOB NOT NULL) TABLESPACE = innodb_system");
        for (int bytes = 1 << 20; bytes >= 1 << 12; bytes >>= 4) {
            fillWith(bytes);
        }
    }

    private void fillWith(int bytes) throws SQLException {
        try {
            while (true) {
                execute("INSERT INTO ballast VALUES (REPEAT('x', %d))".formatted(bytes));
            }
        } catch (SQLException refusal) {
            if (refusal.getErrorCode() != FULL) {
                throw refusal;
            }
        }
    }

    /** Frees the space again. */
    void makeRoom() throws SQLException {
        execute("DROP TABLE ballast");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Moves the events back to a separate file, which may grow. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            execute("ALTER TABLE events TABLESPACE = innodb_file_per_table");
        }
    }
}
