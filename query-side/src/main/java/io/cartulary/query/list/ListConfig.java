package io.cartulary.query.list;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The bounds of one list. */
@ConfigMapping(prefix = "cartulary.lists")
public interface ListConfig {

    /**
     * The maximum number of rows that are read for a page that shows only some of them; the next page continues after
     * them.
     */
    @WithDefault("500")
    int window();

    /** The number of a customer's newest carts among which the customer's cart is searched. */
    @WithDefault("5000")
    int customersCarts();

    /** The maximum number of concurrent reads of one list or report. */
    @WithDefault("16")
    int inFlight();

    /** The maximum number of days in one report. */
    @WithDefault("92")
    int reportedDays();
}
