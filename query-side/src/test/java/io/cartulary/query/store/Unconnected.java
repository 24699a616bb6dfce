package io.cartulary.query.store;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.concurrent.CompletableFuture;

/** A store for those who only put statements together. */
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
