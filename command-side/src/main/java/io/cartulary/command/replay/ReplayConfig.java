package io.cartulary.command.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits of replays. */
@ConfigMapping(prefix = "cartulary.replay")
public interface ReplayConfig {

    /** The default number of events a second that a replica replays. */
    @WithDefault("1000")
    @Min(1)
    int eventsPerSecond();

    /** The maximum number of events a second in a request. */
    @WithDefault("20000")
    @Min(1)
    int mostEventsPerSecond();

    /** The maximum number of events that are sent at once. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int pageSize();

    /** The maximum number of running replays; further requests are rejected. */
    @WithDefault("10")
    @Min(1)
    int running();

    /** The maximum number of replays in the list, the latest first. */
    @WithDefault("100")
    @Min(1)
    int listed();
}
