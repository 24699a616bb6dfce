package io.cartulary.command.cart;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/**
 * How many carts guests may create, by address and on each replica. A cart is a stream that stays in the register for
 * ever, and anybody can become a guest at no cost: this limits how fast anybody can make the register and the views
 * grow.
 */
@ConfigMapping(prefix = "cartulary.guest-carts")
public interface GuestCartConfig {

    /** The number of carts a minute for one address, in the long run; 0 for no limit. */
    @WithDefault("60")
    @Min(0)
    long perMinute();

    /** The number of carts for one address at once, after a pause. */
    @WithDefault("60")
    @Min(1)
    long atOnce();
}
