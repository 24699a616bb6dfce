package io.cartulary.query.rebuild;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hard a rebuild works, and how much is told of it. */
@ConfigMapping(prefix = "cartulary.rebuild")
public interface RebuildConfig {

    /** So many events a second at one replica; 0: as many as it can. */
    @WithDefault("0")
    int eventsPerSecond();

    /** So many partitions at a time, so that one reads and folds while another one writes; only one where events are bounded. */
    @WithDefault("2")
    int partitionsAtOnce();

    /** At most so many records are read from the topic, and folded, at a time. The more, the fewer rows are written twice. */
    @WithDefault("5000")
    int recordsAtOnce();

    /** When they have so many bytes, they are enough, be they fewer; the consumer may have fetched as many again. */
    @WithDefault("8388608")
    int bytesAtOnce();

    /** At most so many streams that could not be folded are listed for each partition. */
    @WithDefault("20")
    int leftBehindListed();

    /** So many rows of each generation are read at a time when they are compared. */
    @WithDefault("500")
    int rowsAtOnce();

    /** Rows that differ are looked at again after so long, twice: an event may have been on its way into them. */
    @WithDefault("2s")
    Duration lookAgainAfter();

    /** At most so many rows that differ are listed for each partition. */
    @WithDefault("20")
    int differencesListed();

    /** How often a replica looks whether there is something to do. */
    @WithDefault("1s")
    Duration lookEvery();

    /** Tables that are given up are dropped so long afterwards: by then every replica knows. */
    @WithDefault("10s")
    Duration dropAfter();
}
