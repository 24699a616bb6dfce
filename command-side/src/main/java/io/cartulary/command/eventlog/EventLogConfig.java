package io.cartulary.command.eventlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** Limits of the event log. */
@ConfigMapping(prefix = "cartulary.event-log")
public interface EventLogConfig {

    /**
     * The maximum number of batches under way. A partition always uses the same lane, partition mod lanes, so that
     * batches of one replica never compete for a position.
     */
    @WithDefault("2")
    @Min(1)
    @Max(12)
    int lanes();

    /** The maximum number of commands that wait in a lane; further commands get 503. */
    @WithDefault("2048")
    @Min(1)
    int laneCapacity();

    /** The maximum number of commands in one statement. */
    @WithDefault("256")
    @Min(1)
    @Max(1024)
    int batchCommands();

    /**
     * The maximum number of characters of JSON in one statement, not counting its last command; far below
     * max_allowed_packet.
     */
    @WithDefault("4000000")
    @Min(1)
    int batchBytes();

    /**
     * How long this replica remembers that another replica has appended to a lane's partitions; see {@link Positions}.
     */
    @WithDefault("5s")
    @NotNull
    Duration crowdedFor();

    /**
     * How long a lane's next batch waits for the number of commands that the last batch had, while other replicas
     * append too: a batch of a single command makes all later commands wait for the other replicas' batches. 0 for no
     * wait; otherwise at least 1 ms, the timer's resolution.
     */
    @WithDefault("2ms")
    @NotNull
    Duration gather();

    /** The number of folded streams in the cache. A stream with a large state counts as several, see CacheWeight. */
    @WithDefault("20000")
    @Min(0)
    long rememberedStreams();

    /** The maximum wait of a statement for its connection and its answer. */
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

    /** How long the event log may take to find out whether a batch is stored after its connection was lost. */
    @WithDefault("8s")
    @NotNull
    Duration resolveWithin();
}
