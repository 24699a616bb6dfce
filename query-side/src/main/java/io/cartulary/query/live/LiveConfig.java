package io.cartulary.query.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many readers may follow streams, and how patient we are with them. */
@ConfigMapping(prefix = "cartulary.live")
public interface LiveConfig {

    /** So many follow streams at this replica; the next one is refused. */
    @WithDefault("1000")
    int readers();

    /** So many of them may be the same customer, guest or member of staff. */
    @WithDefault("20")
    int readersPerCaller();

    /** So many of them may be guests, or callers without a token, of one address. */
    @WithDefault("100")
    int readersPerAddress();

    /** So many events are read at a time, and kept for a reader at most. */
    @WithDefault("100")
    int eventsAtOnce();

    /** Who has not taken what was read after so long is sent away, and may resume. */
    @WithDefault("30s")
    Duration slowReader();

    /** After so long without an event comes a comment, lest something on the way takes the connection for dead. */
    @WithDefault("15s")
    Duration heartbeatEvery();

    /** How often a stream is looked at that another replica projects. */
    @WithDefault("500ms")
    Duration pollEvery();
}
