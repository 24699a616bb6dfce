package io.cartulary.query.list;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much work one list may make. */
@ConfigMapping(prefix = "cartulary.lists")
public interface ListConfig {

    /** At most so many rows are looked at for a page that shows only some of them; the next page goes on behind them. */
    @WithDefault("500")
    int window();

    /** A customer's cart is looked for among so many that were created last. */
    @WithDefault("5000")
    int customersCarts();

    /** At most so many reads of one list or report are under way at once. */
    @WithDefault("16")
    int inFlight();

    /** At most so many days are in one report. */
    @WithDefault("92")
    int reportedDays();
}
