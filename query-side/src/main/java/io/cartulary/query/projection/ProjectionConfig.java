package io.cartulary.query.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hard the engine works Cassandra. */
@ConfigMapping(prefix = "cartulary.projection")
public interface ProjectionConfig {

    /** At most so many reads, and then writes, of one batch are under way at once. */
    @WithDefault("128")
    int inFlight();

    /** So many rows are kept in memory, so that the next event on a stream needs no read. */
    @WithDefault("20000")
    long cachedRows();

    /** At most so many events of a stream are read at once to make up what a generation beside the living one lacks. */
    @WithDefault("200")
    int page();

    /** The longest pause between two attempts while Cassandra can't be reached. */
    @WithDefault("2s")
    Duration longestPause();

    /** Kafka is told at most so often how far the group has come; what has been projected is stored after each batch. */
    @WithDefault("200ms")
    Duration commitEvery();

    /** How often the ends of the partitions are asked for, to know the lag. */
    @WithDefault("5s")
    Duration lagEvery();
}
