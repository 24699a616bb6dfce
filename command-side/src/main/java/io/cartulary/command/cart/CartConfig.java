package io.cartulary.command.cart;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

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

    /** After how long without an event a cart is abandoned. */
    @WithDefault("24h")
    @NotNull
    @DurationMin(seconds = 1)
    Duration idle();

    /** How many products are looked up at a time when a cart is repriced or copied. */
    @WithDefault("16")
    @Min(1)
    @Max(500)
    int lookups();
}
