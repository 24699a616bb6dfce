package io.cartulary.command.cart;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** Bounds of what a cart goes by. */
@ConfigMapping(prefix = "cartulary.cart")
public interface CartConfig {

    /**
     * How old a product's name and price may be when an item is put into a cart. What this replica has recorded itself
     * counts at once, what another one has after this long at the latest; in between no read is needed.
     */
    @WithDefault("1s")
    @NotNull
    Duration offerAge();
}
