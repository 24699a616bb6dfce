package io.cartulary.command.migration;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigMapping;
import java.util.List;
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
        try {
            MigrateResult result = flyway().migrate();
            LOG.infof("the event log's tables are up to date; that took %d migrations", result.migrationsExecuted);
            return 0;
        } catch (FlywayException e) {
            LOG.errorf("the event log's tables can't be brought up to date: %s", e.getMessage());
            return 1;
        }
    }

    /** Sets all that Flyway would otherwise look for on the class path, because a native binary has none. */
    private Flyway flyway() {
        LogFactory.setLogCreator(new JavaUtilLogCreator());
        MysqlDataSource mysql = new MysqlDataSource();
        mysql.setUrl(database.url());
        mysql.setUser(database.username());
        mysql.setPassword(database.password());
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(mysql)
                .resourceProvider(new Scripts())
                .javaMigrationClassProvider(List::of)
                .load();
    }
}
