package io.cartulary.query.diff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The bounds of one comparison. */
@ConfigMapping(prefix = "cartulary.diff")
public interface DiffConfig {

    /** The number of events that are read and folded at a time; other queries run in between. */
    @WithDefault("500")
    int eventsAtOnce();

    /** The maximum number of events that a comparison folds; a larger one is rejected. */
    @WithDefault("50000")
    int mostEvents();
}
