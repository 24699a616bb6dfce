package io.cartulary.localstack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} real servers and a {@link World} of its own on them: a database, topic, keyspace and
 * consumer group that no other test sees. Their names are configuration, {@code MYSQL_DATABASE} and so on.
 */
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Endpoints endpoints = LocalStack.joinOrStart();
        try {
            return endpoints.environment(World.prepared(endpoints));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Failure.of(stopping);
        }
    }

    /** Leaves the world, which ends with the stack. */
    @Override
    public void stop() {}
}
