package io.cartulary.command.cart;

import io.cartulary.contracts.Rounding;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits of carts. */
@ConfigMapping(prefix = "cartulary.cart")
public interface CartConfig {

    /**
     * The maximum age of a product's name and price when an item is added to a cart. A change recorded by this replica
     * counts at once; a change recorded by another replica counts after this time at the latest. Until then no read is
     * needed.
     */
    @WithDefault("1s")
    @NotNull
    Duration offerAge();

    /** A cart is abandoned after this time without an event. */
    @WithDefault("24h")
    @NotNull
    @DurationMin(seconds = 1)
    Duration idle();

    /** The number of products that are looked up at a time when a cart is repriced or copied. */
    @WithDefault("16")
    @Min(1)
    @Max(500)
    int lookups();

    /**
     * The maximum age of promotions, codes, shipping methods and tax rates when a cart is priced. A change recorded by
     * this replica counts at once; a change recorded by another replica counts after this time at the latest. Until then
     * no read is needed.
     */
    @WithDefault("1s")
    @NotNull
    Duration registerAge();

    /** The rounding of discounts. Taxes have that of their rates. */
    @WithDefault("HALF_EVEN")
    @NotNull
    Rounding rounding();
}
