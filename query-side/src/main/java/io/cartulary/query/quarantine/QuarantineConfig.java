package io.cartulary.query.quarantine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of the quarantine, and the intervals for operators' requests. */
@ConfigMapping(prefix = "cartulary.quarantine")
public interface QuarantineConfig {

    /**
     * The maximum number of streams of a partition in quarantine. One more stops the partition, because so many failing
     * streams mean a wrong release. All of them are kept in memory.
     */
    @WithDefault("1000")
    int streams();

    /** The maximum number of waiting events in one read. */
    @WithDefault("200")
    int page();

    /** The interval at which a replica reads operators' requests and the quarantine of other partitions. */
    @WithDefault("1s")
    Duration pollEvery();

    /** How long a request waits for its execution before it is answered as pending. */
    @WithDefault("10s")
    Duration answerWithin();

    /** How long the outcome of a request is kept. */
    @WithDefault("7d")
    Duration requestsKept();
}
