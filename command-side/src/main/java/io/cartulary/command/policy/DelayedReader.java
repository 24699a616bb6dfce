package io.cartulary.command.policy;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes events to a policy when they are old enough. */
final class DelayedReader implements Reader {

    /** So many pages of the log are searched for its events at a time: a first read begins with the first event. */
    private static final int PAGES_AT_ONCE = 20;

    private final PolicyLog log;
    private final DelayedPolicy policy;
    private final Clock clock;
    private final int pageSize;
    private final Set<String> types;

    /** When the next event of a partition is old enough: until then, the log is not read. */
    private final Map<Integer, Instant> ripeAt = new ConcurrentHashMap<>();

    DelayedReader(PolicyLog log, DelayedPolicy policy, Clock clock, int pageSize) {
        this.log = log;
        this.policy = policy;
        this.clock = clock;
        this.pageSize = pageSize;
        this.types = policy.when().stream().map(EventType::wireName).collect(toUnmodifiableSet());
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
        long end = Math.min(upTo, after + (long) PAGES_AT_ONCE * pageSize);
        return log.page(partition, after, end, types, pageSize).chain(page -> {
            List<Envelope> ripe = page.stream()
                    .takeWhile(event -> !now.isBefore(ripeAt(event)))
                    .toList();
            return act(ripe).map(_ -> {
                if (ripe.size() < page.size()) {
                    ripeAt.put(partition, ripeAt(page.get(ripe.size())));
                    return ripe.isEmpty() ? after : ripe.getLast().position();
                }
                ripeAt.remove(partition);
                return page.size() < pageSize ? end : page.getLast().position();
            });
        });
    }

    /** It waits on purpose for the next event, and is behind only when it is late. */
    @Override
    public long behind(int partition, long after, long upTo) {
        Instant due = ripeAt.get(partition);
        boolean isLate = due == null || clock.instant().isAfter(due.plus(IdleReader.LATE_AFTER));
        return isLate ? Math.max(0, upTo - after) : 0;
    }

    private Instant ripeAt(Envelope event) {
        return event.recordedAt().plus(policy.delay());
    }

    private Uni<Void> act(List<Envelope> ripe) {
        return Multi.createFrom()
                .iterable(ripe)
                .onItem()
                .transformToUniAndConcatenate(policy::then)
                .collect()
                .last();
    }
}
