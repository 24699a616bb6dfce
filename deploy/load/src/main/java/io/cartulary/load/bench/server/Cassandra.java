package io.cartulary.load.bench.server;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import io.cartulary.localstack.Endpoints;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Cassandra, by its driver only. Keyspaces are made and dropped, which takes longer than a query. */
public record Cassandra(CqlSession session) implements AutoCloseable {

    private static final Duration TIME_FOR_ANYTHING = Duration.ofSeconds(30);

    public static Cassandra connect(Endpoints endpoints) {
        String contact = endpoints.cassandraContactPoint();
        int colon = contact.lastIndexOf(':');
        return new Cassandra(CqlSession.builder()
                .addContactPoint(new InetSocketAddress(
                        contact.substring(0, colon), Integer.parseInt(contact, colon + 1, contact.length(), 10)))
                .withLocalDatacenter(endpoints.cassandraDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIME_FOR_ANYTHING)
                        .build())
                .build());
    }

    public PreparedStatement prepare(String cql) {
        return session.prepare(cql);
    }

    public void execute(String cql) {
        session.execute(cql);
    }

    /**
     * The number of visible events, from the stored progress: positions have no gap. 0 where there are no tables yet.
     */
    public long projected(String keyspace) {
        try {
            long events = 0;
            for (Row row : session.execute("SELECT position FROM %s.progress".formatted(keyspace))) {
                events += row.getLong("position");
            }
            return events;
        } catch (InvalidQueryException | ServerError _) {
            // The second failure is of a table that is just being made.
            return 0;
        }
    }

    public boolean isEmpty(String table) {
        return session.execute("SELECT * FROM %s LIMIT 1".formatted(table)).one() == null;
    }

    public void drop(String keyspace) {
        execute("DROP KEYSPACE IF EXISTS " + keyspace);
    }

    @Override
    public void close() {
        session.close();
    }
}
