package io.cartulary.command.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** Bounds of the channel of commands. */
@ConfigMapping(prefix = "cartulary.channel")
public interface ChannelConfig {

    /** How many commands are carried out at once; those of one root id come one after the other. */
    @WithDefault("64")
    @Min(1)
    @Max(1024)
    int concurrency();

    /** How often a command is tried that fails for no reason of its own or the log's, before it is set aside. */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /** The longest pause between two attempts while the log does not answer. */
    @WithDefault("5s")
    @NotNull
    Duration longestPause();

    /** How many of the records set aside are listed at once. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int listed();

    /** How long Kafka may take to show what is set aside. */
    @WithDefault("10s")
    @NotNull
    Duration listWithin();
}
