package io.cartulary.service.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Counts requests by sender: by the actor of a caller with a token, and by the address of a caller without. New guests
 * cost nothing, so all guests and all callers without a token of one address also have a common limit.
 */
public final class CallerRates {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final RequestRate ofCallers;
    private final RequestRate ofAddresses;

    /** With the configured rates. */
    public CallerRates(RateConfig config) {
        this(
                new RequestRate(config.requestsPerSecond(), A_SECOND, config.atOnce(), config.callers()),
                new RequestRate(
                        config.address().requestsPerSecond(),
                        A_SECOND,
                        config.address().atOnce(),
                        config.callers()));
    }

    CallerRates(RequestRate ofCallers, RequestRate ofAddresses) {
        this.ofCallers = ofCallers;
        this.ofAddresses = ofAddresses;
    }

    /**
     * Counts a request.
     *
     * @param address of the caller
     * @return empty when the request is within the limit; otherwise the time until a retry makes sense
     */
    public Optional<Duration> rejection(Caller caller, String address) {
        boolean isUnknown = caller.roles().isEmpty();
        Optional<Duration> own = ofCallers.rejection(isUnknown ? "address:" + address : caller.actor());
        return own.isEmpty() && (isUnknown || caller.is(Role.GUEST)) ? ofAddresses.rejection(address) : own;
    }
}
