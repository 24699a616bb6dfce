package io.cartulary.command.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Bounds of what follows by itself. */
@ConfigMapping(prefix = "cartulary.policy")
public interface PolicyConfig {

    /** How long an event waits at most until the policies look for it. Nothing new costs no statement. */
    @WithDefault("250ms")
    @NotNull
    @DurationMin(millis = 10)
    Duration every();

    /** The longest pause after a policy has failed; the first is {@link #every}, and each is twice the one before. */
    @WithDefault("30s")
    @NotNull
    @DurationMin(millis = 10)
    Duration retryLatest();

    /** How many events of a partition a policy is brought at once, and how many of the log a look at idle streams covers. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int pageSize();
}
