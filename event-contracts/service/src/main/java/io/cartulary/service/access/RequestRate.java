package io.cartulary.service.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * A token bucket for each caller, in the memory of one replica, so that one caller can't use up the capacity of all.
 * Where n replicas share a caller's requests, the caller has n times the rate.
 */
public final class RequestRate {

    private final long most;
    private final Duration period;
    private final long atOnce;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    /**
     * @param most requests of one caller in a period, in the long run; 0 for no limit
     * @param atOnce requests of one caller after a pause
     * @param callers the number whose rate is kept, the latest ones; an evicted one starts again
     */
    public RequestRate(long most, Duration period, long atOnce, long callers) {
        this(most, period, atOnce, callers, TimeMeter.SYSTEM_NANOTIME);
    }

    RequestRate(long most, Duration period, long atOnce, long callers, TimeMeter clock) {
        this.most = most;
        this.period = period;
        this.atOnce = atOnce;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder().maximumSize(callers).build();
    }

    /**
     * Counts a request.
     *
     * @return empty when the request is within the limit; otherwise the time until a retry makes sense
     */
    public Optional<Duration> rejection(String caller) {
        if (most == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe = buckets.get(caller, _ -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(most, period))
                .withCustomTimePrecision(clock)
                .build();
    }
}
