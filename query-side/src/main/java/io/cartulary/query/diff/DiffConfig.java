package io.cartulary.query.diff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much work one comparison may be. */
@ConfigMapping(prefix = "cartulary.diff")
public interface DiffConfig {

    /** So many events are read and folded at a time; other queries get their turn in between. */
    @WithDefault("500")
    int eventsAtOnce();

    /** A comparison that would have to fold more events is refused. */
    @WithDefault("50000")
    int mostEvents();
}
