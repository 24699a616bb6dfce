package io.cartulary.query.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The engine's load on Cassandra. */
@ConfigMapping(prefix = "cartulary.projection")
public interface ProjectionConfig {

    /** The maximum number of concurrent reads, and of concurrent writes, of one batch. */
    @WithDefault("128")
    int inFlight();

    /** The number of rows kept in memory, so that the next event of a stream needs no read. */
    @WithDefault("20000")
    long cachedRows();

    /** The maximum number of events of a stream in one read, when a generation other than the active one lacks them. */
    @WithDefault("200")
    int page();

    /** The longest pause between two attempts while Cassandra is unavailable. */
    @WithDefault("2s")
    Duration longestPause();

    /** The minimum interval between two commits to Kafka; the checkpoint is stored after each batch. */
    @WithDefault("200ms")
    Duration commitEvery();

    /** The interval at which the end offsets of the partitions are read to compute the lag. */
    @WithDefault("5s")
    Duration lagEvery();

    /** The interval at which this replica reads the checkpoints back that it has stored. */
    @WithDefault("10s")
    Duration checkpointsReadEvery();
}
