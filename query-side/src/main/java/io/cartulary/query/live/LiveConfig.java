package io.cartulary.query.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The number of readers of live events, and their time-outs. */
@ConfigMapping(prefix = "cartulary.live")
public interface LiveConfig {

    /** The maximum number of readers of this replica; the next one is rejected. */
    @WithDefault("1000")
    int readers();

    /** The maximum number of them for one customer, guest or member of staff. */
    @WithDefault("20")
    int readersPerCaller();

    /** The maximum number of them for all guests and callers without a token of one address together. */
    @WithDefault("100")
    int readersPerAddress();

    /** The number of events that are read at a time, and the maximum kept for a reader. */
    @WithDefault("100")
    int eventsAtOnce();

    /** A reader that has not consumed the events after this time is disconnected, and may resume. */
    @WithDefault("30s")
    Duration slowReader();

    /** The interval without events after which a comment is sent, so that no proxy considers the connection idle. */
    @WithDefault("15s")
    Duration heartbeatEvery();

    /** The interval at which a stream of another replica's partition is checked. */
    @WithDefault("500ms")
    Duration pollEvery();
}
