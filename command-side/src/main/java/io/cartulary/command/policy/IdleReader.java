package io.cartulary.command.policy;

import io.cartulary.command.policy.PolicyLog.Sighting;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the log with the delay of a policy's idle time. */
final class IdleReader implements Reader {

    /** So long after the next event has become old enough nobody calls the reader late. */
    static final Duration LATE_AFTER = Duration.ofMinutes(1);

    private final PolicyLog log;
    private final IdlePolicy policy;
    private final Clock clock;
    private final int pageSize;

    /**
     * When the next event of a partition is old enough, or a time before that: until then, nobody has to look.
     */
    private final Map<Integer, Instant> ripeAt = new ConcurrentHashMap<>();

    IdleReader(PolicyLog log, IdlePolicy policy, Clock clock, int pageSize) {
        this.log = log;
        this.policy = policy;
        this.clock = clock;
        this.pageSize = pageSize;
    }

    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public Uni<Long> read(int partition, long after, long upTo) {
        Instant now = clock.instant();
        if (now.isBefore(ripeAt.getOrDefault(partition, Instant.MIN))) {
            return Uni.createFrom().item(after);
        }
        return log.sightings(partition, after, pageSize).chain(page -> {
            List<Sighting> ripe = page.stream()
                    .takeWhile(sighting -> !now.isBefore(ripeAt(sighting)))
                    .toList();
            if (!page.isEmpty()) {
                Sighting next = page.get(Math.min(ripe.size(), page.size() - 1));
                ripeAt.put(partition, ripeAt(next));
            }
            return act(ripe).replaceWith(ripe.isEmpty() ? after : ripe.getLast().position());
        });
    }

    /**
     * It follows the log at a distance, and is behind only when it is late; then all events are counted that it has not
     * seen, as nobody knows how many of them are old enough.
     */
    @Override
    public long behind(int partition, long after, long upTo) {
        Instant due = ripeAt.get(partition);
        boolean isLate = due == null || clock.instant().isAfter(due.plus(LATE_AFTER));
        return isLate ? Math.max(0, upTo - after) : 0;
    }

    private Instant ripeAt(Sighting sighting) {
        return sighting.recordedAt().plus(policy.idle());
    }

    private Uni<Void> act(List<Sighting> ripe) {
        return Multi.createFrom()
                .iterable(ripe)
                .filter(sighting ->
                        sighting.isLast() && sighting.stream().category().equals(policy.category()))
                .onItem()
                .transformToUniAndConcatenate(
                        sighting -> policy.then(sighting.stream(), sighting.version(), sighting.recordedAt()))
                .collect()
                .last();
    }
}
