package io.cartulary.command.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits of the policies. */
@ConfigMapping(prefix = "cartulary.policy")
public interface PolicyConfig {

    /** The maximum wait of an event until the policies read it. Without new events no statement is sent. */
    @WithDefault("250ms")
    @NotNull
    @DurationMin(millis = 10)
    Duration every();

    /** The longest pause after a policy has failed; the first is {@link #every}, and each is twice the one before. */
    @WithDefault("30s")
    @NotNull
    @DurationMin(millis = 10)
    Duration retryLatest();

    /**
     * The maximum number of events of a partition that a policy gets at once, and of the log that one check for idle
     * streams covers.
     */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int pageSize();
}
