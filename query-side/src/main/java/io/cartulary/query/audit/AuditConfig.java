package io.cartulary.query.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hard the auditor works Cassandra, and how much it tells. */
@ConfigMapping(prefix = "cartulary.audit")
public interface AuditConfig {

    /** So many streams a second are folded and compared at this replica; 0 switches the auditor off. */
    @WithDefault("5")
    int streamsPerSecond();

    /** So many streams are listed, and so many events of one are read, at a time. */
    @WithDefault("200")
    int atOnce();

    /**
     * A row that differs is looked at again after so long, and is only reported if it still does: its events may have been
     * on their way.
     */
    @WithDefault("2s")
    Duration lookAgainAfter();

    /** The pause between two passes, and after Cassandra could not be reached. */
    @WithDefault("10s")
    Duration pause();

    /** At most so many differing rows are listed. */
    @WithDefault("100")
    int listed();
}
