package io.cartulary.command.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Bounds of replays. */
@ConfigMapping(prefix = "cartulary.replay")
public interface ReplayConfig {

    /** How many events a second a replica replays when nobody says. */
    @WithDefault("1000")
    @Min(1)
    int eventsPerSecond();

    /** How many events a second may be asked for at most. */
    @WithDefault("20000")
    @Min(1)
    int mostEventsPerSecond();

    /** How many events are sent at once at most. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int pageSize();

    /** How many replays may run at once; further ones are refused. */
    @WithDefault("10")
    @Min(1)
    int running();

    /** How many replays are listed, the latest first. */
    @WithDefault("100")
    @Min(1)
    int listed();
}
