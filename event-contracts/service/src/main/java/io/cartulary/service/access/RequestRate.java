package io.cartulary.service.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps one caller from taking all there is from the others: a token bucket for each, in the memory of one replica. Of
 * n replicas that share a caller's requests, a caller so has n times as many.
 */
public final class RequestRate {

    private final long most;
    private final Duration period;
    private final long atOnce;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    /**
     * @param most requests of one caller in a period, in the long run; 0 for as many as they like
     * @param atOnce requests of one caller after a pause
     * @param callers whose rate is known, the latest ones; one that is forgotten begins again
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
     * @return nothing when it may go on; or else when it is worth trying again
     */
    public Optional<Duration> refusal(String caller) {
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
