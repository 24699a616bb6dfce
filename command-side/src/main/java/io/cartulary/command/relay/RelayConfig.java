package io.cartulary.command.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** Bounds of the relay. */
@ConfigMapping(prefix = "cartulary.relay")
public interface RelayConfig {

    /** How many events of a partition are on their way to Kafka at most. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int pageSize();

    /** How often the log is asked for what other replicas have committed. */
    @WithDefault("1s")
    @NotNull
    Duration pollEvery();

    /** How long to wait after a failure before the relay tries again. */
    @WithDefault("500ms")
    @NotNull
    Duration retryAfter();

    /** How long Kafka may take to tell what stands last in each partition. */
    @WithDefault("10s")
    @NotNull
    Duration resumeWithin();
}
