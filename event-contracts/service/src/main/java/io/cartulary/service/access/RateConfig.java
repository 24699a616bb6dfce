package io.cartulary.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How often one caller may call, on each replica. Whoever has no token counts by address. */
@ConfigMapping(prefix = "cartulary.rate")
public interface RateConfig {

    /** Requests a second of one caller, in the long run; 0 for as many as they like. */
    @WithDefault("100")
    @Min(0)
    long requestsPerSecond();

    /** Requests that one caller may send at once after a pause. */
    @WithDefault("200")
    @Min(1)
    long atOnce();

    /** Callers whose rate is known, the latest ones: whoever is forgotten begins anew. */
    @WithDefault("100000")
    @Min(1)
    long callers();
}
