package io.cartulary.command.migration;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigMapping;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.internal.logging.javautil.JavaUtilLogCreator;
import org.jboss.logging.Logger;

/**
 * The program's main class. It brings the tables up to date and exits with 0, or with 1 when that was not possible, and
 * may be run again. Concurrent runs wait for each other.
 */
@QuarkusMain
public class Migration implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(Migration.class);

    /** Until they have ended: a lock ends with its connection. A name has 64 characters at most. */
    private static final String WAIT_FOR_OTHERS = "SELECT GET_LOCK(LEFT(CONCAT('migration of ', DATABASE()), 64), 600)";

    private static final String TABLES_OF_OTHERS = """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name NOT IN ('append_turns', 'events', 'flyway_schema_history',
              'policy_progress', 'relay_leases', 'relay_published', 'replay_parts', 'replays', 'snapshots')
            LIMIT 1
            """;

    private final Database database;

    /** The database's address, and an account that may change the tables. */
    @ConfigMapping(prefix = "migration")
    public interface Database {

        /** The JDBC URL. */
        String url();

        String username();

        String password();
    }

    Migration(Database database) {
        this.database = database;
    }

    @Override
    public int run(String... arguments) {
        MysqlDataSource mysql = new MysqlDataSource();
        mysql.setUrl(database.url());
        mysql.setUser(database.username());
        mysql.setPassword(database.password());
        try (Connection connection = mysql.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(WAIT_FOR_OTHERS);
            Flyway flyway = flyway(mysql);
            if (flyway.info().applied().length == 0) {
                requireNoTablesOfOthers(statement);
                flyway.baseline();
            }
            MigrateResult result = flyway.migrate();
            LOG.infof("the event log's tables are up to date; that took %d migrations", result.migrationsExecuted);
            return 0;
        } catch (FlywayException | SQLException e) {
            LOG.errorf("the event log's tables can't be brought up to date: %s", e.getMessage());
            return 1;
        }
    }

    /** The address may be a wrong one. Tables of ours are those of a run that was killed. */
    private static void requireNoTablesOfOthers(Statement statement) throws SQLException {
        try (ResultSet others = statement.executeQuery(TABLES_OF_OTHERS)) {
            if (others.next()) {
                throw new SQLException(
                        "the database has tables of something else, such as %s".formatted(others.getString(1)));
            }
        }
    }

    /** Sets all that Flyway would otherwise look for on the class path, because a native binary has none. */
    private static Flyway flyway(DataSource mysql) {
        LogFactory.setLogCreator(new JavaUtilLogCreator());
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(mysql)
                .resourceProvider(new Scripts())
                .javaMigrationClassProvider(List::of)
                .baselineVersion(Scripts.BASELINE)
                .load();
    }
}
