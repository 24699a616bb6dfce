package io.cartulary.command.eventlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** Bounds of the event log. */
@ConfigMapping(prefix = "cartulary.event-log")
public interface EventLogConfig {

    /**
     * How many appends may be under way at once. A partition always uses the same lane, partition mod lanes, so that
     * appends of one replica never compete for a position.
     */
    @WithDefault("2")
    @Min(1)
    @Max(12)
    int lanes();

    /** How many appends may wait in a lane; further ones are answered 503. */
    @WithDefault("2048")
    @Min(1)
    int laneCapacity();

    /** How many folded streams are kept in memory. */
    @WithDefault("20000")
    @Min(0)
    long rememberedStreams();

    /** How long a statement waits for its connection and its answer at most. */
    @WithDefault("3s")
    @NotNull
    Duration statementWithin();

    /** How long a caller waits for an append at most, its time in the lane included; then 503. */
    @WithDefault("10s")
    @NotNull
    Duration answerWithin();

    /** How long the event log may take to say what became of an append whose connection was lost. */
    @WithDefault("8s")
    @NotNull
    Duration resolveWithin();
}
