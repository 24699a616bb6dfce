package io.cartulary.query.freshness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of a query's wait for its token. */
@ConfigMapping(prefix = "cartulary.freshness")
public interface FreshnessConfig {

    /** The default wait of a query. */
    @WithDefault("2s")
    Duration defaultWait();

    /** The longest wait that a query may request. */
    @WithDefault("10s")
    Duration longestWait();

    /** The maximum number of queries that wait at once; the next one is rejected. */
    @WithDefault("10000")
    int waiters();

    /**
     * The interval at which the checkpoint of a partition of another replica is read while a request waits for it. It
     * doubles as long as the checkpoint does not advance.
     */
    @WithDefault("20ms")
    Duration pollEvery();

    /** The longest such interval. */
    @WithDefault("200ms")
    Duration pollAtLeastEvery();
}
