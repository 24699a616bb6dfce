package io.cartulary.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** The rate limit of one caller, on each replica. A caller without a token counts by address. */
@ConfigMapping(prefix = "cartulary.rate")
public interface RateConfig {

    /** Requests a second of one caller, in the long run; 0 for no limit. */
    @WithDefault("100")
    @Min(0)
    long requestsPerSecond();

    /** Requests that one caller may send at once after a pause. */
    @WithDefault("200")
    @Min(1)
    long atOnce();

    /** The number of callers and addresses whose rate is kept, the latest ones: an evicted one starts again. */
    @WithDefault("100000")
    @Min(1)
    long callers();

    /** The common limit of all guests, and all callers without a token, of one address. */
    Address address();

    /** The limits of an address. */
    interface Address {

        /** Requests a second, in the long run; 0 for no limit. */
        @WithDefault("400")
        @Min(0)
        long requestsPerSecond();

        /** Requests at once after a pause. */
        @WithDefault("800")
        @Min(1)
        long atOnce();
    }
}
