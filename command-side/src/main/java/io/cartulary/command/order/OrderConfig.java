package io.cartulary.command.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Automatic actions on orders. */
@ConfigMapping(prefix = "cartulary.order")
public interface OrderConfig {

    /**
     * Whether an order is confirmed automatically once the amount owed is paid or authorized; otherwise staff confirm
     * it.
     */
    @WithDefault("true")
    boolean confirmWhenAuthorized();

    /**
     * The time without an event after which an order is completed, when everything is delivered and nothing is owed:
     * customers may return goods until then. Orders with an open amount stay as they are.
     */
    @WithDefault("30d")
    @NotNull
    @DurationMin(seconds = 1)
    Duration completeAfter();

    /**
     * The time without an event after which an order is cancelled, if nothing is paid and not all is authorized. No
     * order is cancelled unless this is set: an order is a contract, and only the shop knows how long it waits for its
     * money.
     */
    Optional<@DurationMin(seconds = 1) Duration> cancelUnpaidAfter();
}
