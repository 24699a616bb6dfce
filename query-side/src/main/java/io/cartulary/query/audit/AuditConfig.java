package io.cartulary.query.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The auditor's load on Cassandra, and the size of its report. */
@ConfigMapping(prefix = "cartulary.audit")
public interface AuditConfig {

    /** The number of streams that a replica folds and compares per second; 0 switches the auditor off. */
    @WithDefault("5")
    int streamsPerSecond();

    /** The number of streams in one page of the list, and of events in one read of a stream. */
    @WithDefault("200")
    int atOnce();

    /**
     * The delay before a differing row is checked again. Only a row that still differs is reported, because its events
     * may not have been projected yet.
     */
    @WithDefault("2s")
    Duration lookAgainAfter();

    /** The pause between two passes, and after Cassandra is unavailable. */
    @WithDefault("10s")
    Duration pause();

    /** The maximum number of streams that wait to be audited because they have changed lately. */
    @WithDefault("1000")
    int recent();

    /** The interval at which the streams of the listed differences are audited again. */
    @WithDefault("1m")
    Duration listedAgainEvery();

    /** The maximum number of differing rows that are listed. */
    @WithDefault("100")
    int listed();
}
