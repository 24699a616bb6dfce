package io.cartulary.query;

import io.cartulary.localstack.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * The local stack's servers for a test. Quarkus starts resources on a thread whose context class loader has a Kafka
 * client of its own, and Kafka looks up its plug-ins there: they would not fit.
 */
public final class Servers implements QuarkusTestResourceLifecycleManager {

    private final LocalStackResource stack = new LocalStackResource();

    @Override
    public Map<String, String> start() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LocalStackResource.class.getClassLoader());
        try {
            return stack.start();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void stop() {
        stack.stop();
    }
}
