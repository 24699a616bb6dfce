package io.cartulary.query.store;

import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The statements that Cassandra refuses as invalid or not permitted. That is no outage: it lasts until somebody changes
 * Cassandra's configuration or the rights of the service's user.
 */
final class RejectedWrites {

    private static final Logger LOG = Logger.getLogger(RejectedWrites.class);

    /** By statement, the reason. */
    private final Map<String, String> rejected = new ConcurrentHashMap<>();

    void written(List<Cql> statements) {
        if (!rejected.isEmpty()) {
            statements.forEach(statement -> rejected.remove(statement.text()));
            if (rejected.isEmpty()) {
                LOG.info("Cassandra takes the writes again that it refused");
            }
        }
    }

    /** Logs each reason once. */
    void failed(List<Cql> statements, Throwable failure) {
        if (failure.getCause() instanceof QueryValidationException rejection) {
            String reason = String.valueOf(rejection.getMessage());
            if (!rejected.containsValue(reason)) {
                LOG.errorf(
                        "Cassandra refuses to write: %s. Nothing is projected until this is changed: rows have versions as timestamps, so user_timestamps_enabled must be true and minimum_timestamp_fail_threshold unset, and the service's user needs MODIFY on the keyspace",
                        reason);
            }
            statements.forEach(statement -> rejected.put(statement.text(), reason));
        }
    }

    Optional<String> first() {
        return rejected.values().stream().findFirst();
    }
}
