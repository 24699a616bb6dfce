package io.cartulary.command.promotion;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Bounds of redemptions under a limit. */
@ConfigMapping(prefix = "cartulary.promotion")
public interface PromotionConfig {

    /**
     * The maximum number of checkouts that have reserved one limited code or promotion and are not settled. Further ones
     * are answered 503. The reservations are part of the stream's state and of its snapshot, some 60 bytes each.
     */
    @WithDefault("2000")
    @Min(1)
    @Max(100_000)
    int reservations();

    /**
     * A reservation that is open after this time is settled by asking its cart. A checkout takes less; one that takes
     * longer fails, or reserves again.
     */
    @WithDefault("30s")
    @NotNull
    @DurationMin(millis = 100)
    Duration settleAfter();
}
