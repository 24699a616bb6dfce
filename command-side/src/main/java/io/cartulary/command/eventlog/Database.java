package io.cartulary.command.eventlog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeoutException;

/**
 * MySQL, with a limit on every wait. The client has no limit itself, and never answers a statement that gets a
 * connection at the moment it breaks: seen when mysqld was killed under load, with both lanes waiting for ever.
 */
@ApplicationScoped
public class Database {

    private final Pool pool;
    private final EventLogConfig config;

    public Database(Pool pool, EventLogConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * Fails with a {@link TimeoutException} when there is no answer in time; then it is unknown whether the statement
     * was executed. No failure's text has a value of a row.
     */
    public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .onFailure()
                .transform(ErrorText::withoutValues)
                .ifNoItem()
                .after(config.statementWithin())
                .failWith(() -> new TimeoutException("MySQL did not answer within " + config.statementWithin()));
    }
}
