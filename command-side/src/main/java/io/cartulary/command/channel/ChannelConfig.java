package io.cartulary.command.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** Limits of the command channel. */
@ConfigMapping(prefix = "cartulary.channel")
public interface ChannelConfig {

    /** The number of commands that are carried out at once; commands for one root id run one after the other. */
    @WithDefault("64")
    @Min(1)
    @Max(1024)
    int concurrency();

    /**
     * The number of attempts at a command before it is set aside, if the cause of its failure is neither the command
     * nor the log.
     */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /** The longest pause between two attempts while the log does not answer. */
    @WithDefault("5s")
    @NotNull
    Duration longestPause();

    /** The maximum number of set-aside records in a list. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int listed();

    /** How long Kafka may take to return the set-aside records. */
    @WithDefault("10s")
    @NotNull
    Duration listWithin();
}
