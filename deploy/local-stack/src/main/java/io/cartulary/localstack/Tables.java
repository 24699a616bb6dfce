package io.cartulary.localstack;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/** The event log's tables, made by the released migrations, in this process: {@link Migration} is the program. */
public final class Tables {

    /** Six lines for every world have no use. Kept here, because unused loggers are collected. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    /** The version of the tables that {@code beforeBaseline__the_tables.sql} makes. */
    private static final String BASELINE = "7";

    static {
        FLYWAY.setLevel(Level.WARNING);
    }

    private Tables() {}

    /**
     * Brings the tables up to date, and makes their database when it is missing.
     *
     * @param database of the MySQL there
     */
    public static void create(Endpoints endpoints, String database) {
        Flyway flyway = flyway(endpoints, database);
        if (flyway.info().applied().length == 0) {
            flyway.baseline();
        }
        flyway.migrate();
    }

    /** The tables as they are in a register that began with the first migration, and has had all of them since. */
    public static void createByAllMigrations(Endpoints endpoints, String database) {
        flyway(endpoints, database).migrate();
    }

    private static Flyway flyway(Endpoints endpoints, String database) {
        return Flyway.configure(Tables.class.getClassLoader())
                .dataSource(url(endpoints, database), endpoints.mysqlUsername(), endpoints.mysqlPassword())
                .baselineVersion(BASELINE)
                .load();
    }

    /** For JDBC: makes the database when it is missing. Further options follow after an {@code &}. */
    public static String url(Endpoints endpoints, String database) {
        return "jdbc:mysql://%s:%d/%s?createDatabaseIfNotExist=true&allowPublicKeyRetrieval=true&sslMode=DISABLED"
                .formatted(endpoints.mysqlHost(), endpoints.mysqlPort(), database);
    }
}
