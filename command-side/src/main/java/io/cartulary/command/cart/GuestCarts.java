package io.cartulary.command.cart;

import io.cartulary.command.http.Problem;
import io.cartulary.service.access.RateConfig;
import io.cartulary.service.access.RequestRate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts the carts that guests create. */
@ApplicationScoped
class GuestCarts {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final RequestRate rate;

    GuestCarts(GuestCartConfig config, RateConfig callers) {
        this.rate = new RequestRate(config.perMinute(), A_MINUTE, config.atOnce(), callers.callers());
    }

    /** Rejects a cart over the limit. */
    void count(String address) {
        rate.rejection(address).ifPresent(pause -> {
            throw Problem.TOO_MANY_GUEST_CARTS.after(pause);
        });
    }
}
