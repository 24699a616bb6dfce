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

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final long perSecond;
    private final long atOnce;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    /**
     * @param perSecond requests of one caller, in the long run; 0 for as many as they like
     * @param atOnce requests of one caller after a pause
     * @param callers whose rate is known, the latest ones; whoever is forgotten begins anew
     */
    public RequestRate(long perSecond, long atOnce, long callers) {
        this(perSecond, atOnce, callers, TimeMeter.SYSTEM_NANOTIME);
    }

    RequestRate(long perSecond, long atOnce, long callers, TimeMeter clock) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder().maximumSize(callers).build();
    }

    /**
     * Counts a request.
     *
     * @param address from where it comes, which counts when nobody has said who it is
     * @return nothing when it may go on; or else when it is worth trying again
     */
    public Optional<Duration> refusal(Caller caller, String address) {
        if (perSecond == 0) {
            return Optional.empty();
        }
        String name = caller.roles().isEmpty() ? "address:" + address : caller.actor();
        ConsumptionProbe probe = buckets.get(name, _ -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perSecond, A_SECOND))
                .withCustomTimePrecision(clock)
                .build();
    }
}
