package io.cartulary.command.migration;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

/**
 * The program's main class. It brings the tables up to date and ends, with 0, or with 1 when that was not possible, and may
 * be run again. Programs of it that run at the same time wait for each other.
 */
@QuarkusMain
public class Migration implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(Migration.class);

    private final Flyway flyway;

    Migration(Flyway flyway) {
        this.flyway = flyway;
    }

    @Override
    public int run(String... arguments) {
        try {
            MigrateResult result = flyway.migrate();
            LOG.infof("the event log's tables are up to date; that took %d migrations", result.migrationsExecuted);
            return 0;
        } catch (FlywayException e) {
            LOG.errorf("the event log's tables can't be brought up to date: %s", e.getMessage());
            return 1;
        }
    }
}
