package io.cartulary.command.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** What orders do by themselves. */
@ConfigMapping(prefix = "cartulary.order")
public interface OrderConfig {

    /** Whether an order is confirmed as soon as what is owed is paid or authorized; else somebody has to. */
    @WithDefault("true")
    boolean confirmWhenAuthorized();

    /**
     * After how long without an event an order is completed, when everything is delivered and nothing is owed: customers
     * may give goods back for so long. Orders with something open stay as they are.
     */
    @WithDefault("30d")
    @NotNull
    @DurationMin(seconds = 1)
    Duration completeAfter();

    /**
     * After how long without an event an order is cancelled of which nothing is paid and not all is authorized. Never,
     * unless it is set: an order is a contract, and only the shop knows how long it waits for its money.
     */
    Optional<@DurationMin(seconds = 1) Duration> cancelUnpaidAfter();
}
