package io.cartulary.query.live;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Problem;
import io.cartulary.query.projection.Assignments;
import io.cartulary.query.projection.CheckpointTable;
import io.cartulary.query.projection.StreamsProjected;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import io.cartulary.service.process.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The live subscriptions of this replica, bounded in number and woken by new events. */
@ApplicationScoped
class Subscriptions {

    private static final Logger LOG = Logger.getLogger(Subscriptions.class);
    private static final Duration LOOK_FOR_SLOW_ONES_EVERY = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final Assignments assignments;
    private final CheckpointTable progress;
    private final LiveConfig config;
    private final Map<StreamId, Set<Subscription>> followers = new ConcurrentHashMap<>();
    private final Map<Bound, Integer> bounded = new HashMap<>();
    private int count;
    private volatile Cancellable looking = () -> {};

    Subscriptions(
            Timeline timeline,
            Assignments assignments,
            CheckpointTable progress,
            LiveConfig config,
            MeterRegistry registry) {
        this.timeline = timeline;
        this.assignments = assignments;
        this.progress = progress;
        this.config = config;
        Gauge.builder("cartulary.live.readers", this::count)
                .description("Readers that follow a stream here")
                .baseUnit("readers")
                .register(registry);
    }

    /**
     * A reader of a stream.
     *
     * @param caller owns the streams that may be followed, and is the name under which readers are counted
     * @param address the address of the caller
     * @param until when the caller's access ends
     * @param sendAway closes the connection
     */
    record Reader(Caller caller, String address, Instant until, Runnable sendAway) {}

    /**
     * A name under which readers are counted, and their bound.
     *
     * @param most the maximum number of readers
     */
    private record Bound(String name, int most) {}

    /** Rejects a reader when the bound is reached, while an error status can still be sent. */
    void rejectIfFull(Caller caller, String address) {
        rejection(bounds(caller, address)).ifPresent(rejection -> {
            throw rejection;
        });
    }

    /**
     * The events of a stream after a version; empty items are heartbeats. Completes at once when the bound is reached.
     */
    Multi<Optional<Envelope>> follow(StreamId stream, long version, Reader reader) {
        return Multi.createFrom().deferred(() -> {
            Set<Bound> bounds = bounds(reader.caller(), reader.address());
            return take(bounds)
                    ? admitted(follower(stream, version, reader), bounds)
                    : Multi.createFrom().<Optional<Envelope>>empty();
        });
    }

    /** A guest's name is free to create, so guests also count by their address. */
    private Set<Bound> bounds(Caller caller, String address) {
        var own = new Bound(caller.actor(), config.readersPerCaller());
        var ofAddress = new Bound("address:" + address, config.readersPerAddress());
        return caller.roles().isEmpty()
                ? Set.of(ofAddress)
                : caller.is(Role.GUEST) ? Set.of(own, ofAddress) : Set.of(own);
    }

    private Subscription follower(StreamId stream, long version, Reader reader) {
        int partition = stream.partition();
        return new Subscription(
                stream,
                version,
                reader,
                timeline,
                config,
                () -> assignments.has(partition),
                () -> progress.of(partition));
    }

    private Multi<Optional<Envelope>> admitted(Subscription follower, Set<Bound> bounds) {
        followers.compute(follower.stream(), (_, all) -> {
            Set<Subscription> some = all == null ? ConcurrentHashMap.newKeySet() : all;
            some.add(follower);
            return some;
        });
        return follower.events()
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "the subscription to %s failed: a defect", follower.stream()))
                .onTermination()
                .invoke(() -> leave(follower, bounds));
    }

    void wake(@Observes StreamsProjected projected) {
        if (!followers.isEmpty()) {
            projected
                    .streams()
                    .forEach(stream -> followers.getOrDefault(stream, Set.of()).forEach(Subscription::wake));
        }
    }

    void start(@Observes StartupEvent started) {
        looking = PeriodicTask.everySync(
                LOOK_FOR_SLOW_ONES_EVERY,
                () -> followers.values().forEach(all -> all.forEach(Subscription::sendAwayIfSlow)),
                failure -> LOG.error("slow readers are not sent away: a defect", failure));
    }

    void stop(@Observes ShutdownEvent stopping) {
        looking.cancel();
    }

    private synchronized int count() {
        return count;
    }

    private synchronized Optional<RuntimeException> rejection(Set<Bound> bounds) {
        if (count >= config.readers()) {
            return Optional.of(
                    Problem.TOO_MANY_READERS.because("%d readers follow streams at this replica.".formatted(count)));
        }
        return bounds.stream()
                .filter(bound -> bounded.getOrDefault(bound, 0) >= bound.most())
                .findFirst()
                .map(full -> Problem.TOO_MANY_STREAMS.because(
                        "The caller, or all callers of its address, follow %d streams at this replica."
                                .formatted(full.most())));
    }

    /** False when a concurrent request has taken the place. */
    private synchronized boolean take(Set<Bound> bounds) {
        if (rejection(bounds).isPresent()) {
            return false;
        }
        bounds.forEach(bound -> bounded.merge(bound, 1, Integer::sum));
        count++;
        return true;
    }

    private void leave(Subscription follower, Set<Bound> bounds) {
        followers.computeIfPresent(follower.stream(), (_, all) -> {
            all.remove(follower);
            return all.isEmpty() ? null : all;
        });
        free(bounds);
    }

    private synchronized void free(Set<Bound> bounds) {
        bounds.forEach(bound -> bounded.computeIfPresent(bound, (_, readers) -> readers == 1 ? null : readers - 1));
        count--;
    }
}
