package io.cartulary.faults;

import io.cartulary.load.history.Register;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A disk that can be filled and emptied without root: MySQL's system tablespace, which is bounded in the local stack. The
 * table {@code events} is moved there, and the rest of the room is taken by ballast. InnoDB then refuses with the same
 * error, 1114, as when the file system has no room for it to extend its files.
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

    /** Takes all the room there is, in ever smaller pieces. */
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

    /** Somebody has tidied up. */
    void makeRoom() throws SQLException {
        execute("DROP TABLE ballast");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The events get a file of their own again, which may grow. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            execute("ALTER TABLE events TABLESPACE = innodb_file_per_table");
        }
    }
}
