package io.cartulary.query.list;

import io.cartulary.query.store.Unconnected;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Lists for tests that only write them. */
public final class Unread {

    private Unread() {}

    public static Lists lists() {
        return new Lists(Unconnected.store(), config());
    }

    public static ListConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ListConfig.class)
                .build()
                .getConfigMapping(ListConfig.class);
    }
}
