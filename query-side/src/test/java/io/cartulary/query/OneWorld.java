package io.cartulary.query;

import io.cartulary.localstack.LocalStackResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * The profile of all test classes that share one application, because starting another takes ten seconds. Each uses its
 * own streams, customers and days, and records on {@link History#shared}.
 */
public final class OneWorld implements QuarkusTestProfile {

    /** Bounds of live events that a test can reach. */
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "cartulary.live.readers", "4",
                "cartulary.live.readers-per-caller", "2",
                "cartulary.live.readers-per-address", "2",
                "cartulary.live.events-at-once", "10",
                "cartulary.live.slow-reader", "2s",
                "cartulary.live.heartbeat-every", "300ms");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(LocalStackResource.class));
    }
}
