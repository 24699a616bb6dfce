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
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    /** By statement, the reason. */
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    void written(List<Cql> statements) {
        if (!refused.isEmpty()) {
            statements.forEach(statement -> refused.remove(statement.text()));
            if (refused.isEmpty()) {
                LOG.info("Cassandra takes the writes again that it refused");
            }
        }
    }

    /** Logs each reason once. */
    void failed(List<Cql> statements, Throwable failure) {
        if (failure.getCause() instanceof QueryValidationException refusal) {
            String reason = String.valueOf(refusal.getMessage());
            if (!refused.containsValue(reason)) {
                LOG.errorf(
                        "Cassandra refuses to write: %s. Nothing is projected until this is changed: rows have versions as timestamps, so user_timestamps_enabled must be true and minimum_timestamp_fail_threshold unset, and the service's user needs MODIFY on the keyspace",
                        reason);
            }
            statements.forEach(statement -> refused.put(statement.text(), reason));
        }
    }

    Optional<String> first() {
        return refused.values().stream().findFirst();
    }
}
