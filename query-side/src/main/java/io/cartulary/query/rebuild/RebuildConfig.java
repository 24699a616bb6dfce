package io.cartulary.query.rebuild;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The rate of a rebuild, and the size of its report. */
@ConfigMapping(prefix = "cartulary.rebuild")
public interface RebuildConfig {

    /** The maximum number of events that one replica folds per second; 0: unlimited. */
    @WithDefault("0")
    int eventsPerSecond();

    /**
     * The number of partitions at a time, so that one reads and folds while another one writes; only one when events
     * are limited.
     */
    @WithDefault("2")
    int partitionsAtOnce();

    /**
     * The maximum number of records that are read from the topic, and folded, at a time. A larger number writes fewer
     * rows twice.
     */
    @WithDefault("5000")
    int recordsAtOnce();

    /** The maximum size of these records in bytes; the consumer may have fetched as many bytes again. */
    @WithDefault("8388608")
    int bytesAtOnce();

    /** The maximum number of streams left behind that are listed for each partition. */
    @WithDefault("20")
    int leftBehindListed();

    /** The number of rows of each generation in one read of the comparison. */
    @WithDefault("500")
    int rowsAtOnce();

    /** The delay before a differing row is read again, twice: an event may be in progress. */
    @WithDefault("2s")
    Duration lookAgainAfter();

    /** The maximum number of differing rows that are listed for each partition. */
    @WithDefault("20")
    int differencesListed();

    /** The interval at which a replica checks for work. */
    @WithDefault("1s")
    Duration lookEvery();

    /** The delay before discarded tables are dropped: by then every replica knows. */
    @WithDefault("10s")
    Duration dropAfter();
}
