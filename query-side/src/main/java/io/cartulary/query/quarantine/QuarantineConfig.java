package io.cartulary.query.quarantine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much may be in quarantine, and how soon operators' requests are executed. */
@ConfigMapping(prefix = "cartulary.quarantine")
public interface QuarantineConfig {

    /**
     * At most so many streams of a partition are in quarantine. One more, and the partition stands still: so many are no
     * fault of theirs. All of them are kept in memory.
     */
    @WithDefault("1000")
    int streams();

    /** At most so many of the events that wait are read at once. */
    @WithDefault("200")
    int page();

    /** How often a replica looks for operators' requests, and for what others have put in. */
    @WithDefault("1s")
    Duration pollEvery();

    /** How long a request is waited for before the answer is that it will be done. */
    @WithDefault("10s")
    Duration answerWithin();

    /** How long it is remembered what became of a request. */
    @WithDefault("7d")
    Duration requestsKept();
}
