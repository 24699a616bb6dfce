package io.cartulary.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How often one caller may call, on each replica. A caller without a token counts by address. */
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

    /** Callers and addresses whose rate is known, the latest ones: one that is forgotten begins again. */
    @WithDefault("100000")
    @Min(1)
    long callers();

    /** All the guests, and all the callers without a token, of one address together. */
    Address address();

    /** The bounds of an address. */
    interface Address {

        /** Requests a second, in the long run; 0 for as many as they like. */
        @WithDefault("400")
        @Min(0)
        long requestsPerSecond();

        /** Requests at once after a pause. */
        @WithDefault("800")
        @Min(1)
        long atOnce();
    }
}
