package io.cartulary.query.freshness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How queries wait for what their token stands for. */
@ConfigMapping(prefix = "cartulary.freshness")
public interface FreshnessConfig {

    /** How long a query waits that does not say. */
    @WithDefault("2s")
    Duration defaultWait();

    /** The longest that a query may ask to wait. */
    @WithDefault("10s")
    Duration longestWait();

    /** At most so many queries wait at once; the next one is refused. */
    @WithDefault("10000")
    int waiters();

    /**
     * How soon the stored progress of a partition is read again that another replica projects, while somebody waits. As
     * long as it stands still, twice as late each time.
     */
    @WithDefault("20ms")
    Duration pollEvery();

    /** At the latest so soon. */
    @WithDefault("200ms")
    Duration pollAtLeastEvery();
}
