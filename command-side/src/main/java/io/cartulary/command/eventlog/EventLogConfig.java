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
     * How many batches may be under way at once. A partition always uses the same lane, partition mod lanes, so that
     * batches of one replica never compete for a position.
     */
    @WithDefault("2")
    @Min(1)
    @Max(12)
    int lanes();

    /** How many commands may wait in a lane; further ones are answered 503. */
    @WithDefault("2048")
    @Min(1)
    int laneCapacity();

    /** How many commands are stored with one statement at most. */
    @WithDefault("256")
    @Min(1)
    @Max(1024)
    int batchCommands();

    /** How many characters of JSON one statement has at most, but for its last command; far below max_allowed_packet. */
    @WithDefault("4000000")
    @Min(1)
    int batchBytes();

    /** How long another replica that has appended to a lane's partitions is remembered; see {@link Positions}. */
    @WithDefault("5s")
    @NotNull
    Duration crowdedFor();

    /**
     * How long a lane's next batch waits for as many commands as the last one had, while other replicas append too: a turn
     * that is taken for a single command makes all who come behind it wait for the others' turns. 0 for not at all; else
     * 1 ms at least, which is as short as the timer can be.
     */
    @WithDefault("2ms")
    @NotNull
    Duration gather();

    /** How many folded streams are kept in memory. One whose state is large counts for several, see Weighed. */
    @WithDefault("20000")
    @Min(0)
    long rememberedStreams();

    /** How long a statement waits for its connection and its answer at most. */
    @WithDefault("3s")
    @NotNull
    Duration statementWithin();

    /** How long MySQL may take to accept a connection. */
    @WithDefault("3s")
    @NotNull
    Duration connectWithin();

    /**
     * A connection on which neither side has sent anything for so long is closed, whether it is being opened, waits for an
     * answer, or is not in use. Longer than any statement may take, see {@link #turnWithin}.
     */
    @WithDefault("15s")
    @NotNull
    Duration silentConnection();

    /** How long a command waits for its turn at most; then 503, and nothing is stored. */
    @WithDefault("10s")
    @NotNull
    Duration turnWithin();

    /** How long the event log may take to say what became of a batch whose connection was lost. */
    @WithDefault("8s")
    @NotNull
    Duration resolveWithin();
}
