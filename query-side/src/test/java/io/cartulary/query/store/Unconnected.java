package io.cartulary.query.store;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.concurrent.CompletableFuture;

/** A store for tests that only build statements. */
public final class Unconnected {

    private Unconnected() {}

    public static Store store() {
        return new Store(
                new CompletableFuture<>(),
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(StoreConfig.class)
                        .build()
                        .getConfigMapping(StoreConfig.class),
                new KnownGenerations());
    }
}
