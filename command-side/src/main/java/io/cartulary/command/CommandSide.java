package io.cartulary.command;

import io.cartulary.command.eventlog.Schema;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The program's main class. Without an argument it is the service. With the argument {@code migrate} it brings the tables
 * up to date and ends, with 0, or with 1 when that was not possible.
 */
@QuarkusMain
public class CommandSide implements QuarkusApplication {

    private static final String MIGRATE = "migrate";

    private static final Logger LOG = Logger.getLogger(CommandSide.class);

    private final Schema schema;

    CommandSide(Schema schema) {
        this.schema = schema;
    }

    /** A job listens nowhere, and has nothing to do with Kafka. */
    public static void main(String... arguments) {
        if (isJob(arguments)) {
            System.setProperty("cartulary.schema.at-start", "LEAVE");
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("mp.messaging.incoming.commands.enabled", "false");
            for (String channel : List.of("events", "refused", "set-aside")) {
                System.setProperty("mp.messaging.outgoing." + channel + ".lazy-client", "true");
            }
        }
        Quarkus.run(CommandSide.class, arguments);
    }

    @Override
    public int run(String... arguments) {
        if (isJob(arguments)) {
            return migrate();
        }
        Quarkus.waitForExit();
        return 0;
    }

    private static boolean isJob(String... arguments) {
        return Arrays.asList(arguments).contains(MIGRATE);
    }

    private int migrate() {
        try {
            LOG.infof("the event log's tables are up to date; that took %d migrations", schema.migrate());
            return 0;
        } catch (RuntimeException e) {
            LOG.errorf("the event log's tables can't be brought up to date: %s", e.getMessage());
            return 1;
        }
    }
}
