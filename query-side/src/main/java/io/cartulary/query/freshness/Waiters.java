package io.cartulary.query.freshness;

import io.cartulary.query.projection.Assignments;
import io.cartulary.query.projection.CheckpointAdvanced;
import io.cartulary.query.projection.CheckpointTable;
import io.cartulary.query.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests that wait for a position. The projector of this process wakes them; for a partition of another replica,
 * one poll of its checkpoint serves all waiting requests.
 */
@ApplicationScoped
class Waiters {

    private final Assignments assignments;
    private final CheckpointTable progress;
    private final FreshnessConfig config;
    private final Map<Integer, Partition> partitions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong serial = new AtomicLong();

    Waiters(Assignments assignments, CheckpointTable progress, FreshnessConfig config) {
        this.assignments = assignments;
        this.progress = progress;
        this.config = config;
    }

    /** The last position that this process knows to be visible; another replica may have projected more. */
    long visible(int partition) {
        return partition(partition).visible.get();
    }

    boolean areTooMany() {
        return count.get() >= config.waiters();
    }

    /** Completes as soon as the position is visible. A cancelled request stops waiting. */
    Uni<Void> until(ConsistencyToken token) {
        Partition partition = partition(token.partition());
        return partition.visible.get() >= token.position()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().emitter(emitter -> partition.await(token.position(), emitter));
    }

    void advance(@Observes CheckpointAdvanced advanced) {
        partition(advanced.partition()).advance(advanced.position());
    }

    private Partition partition(int number) {
        return partitions.computeIfAbsent(number, Partition::new);
    }

    /** @param since when the request came, by {@link System#nanoTime()} */
    private record Waiter(long position, long serial, long since, UniEmitter<? super Void> emitter) {}

    private final class Partition {

        private final int number;
        private final AtomicLong visible = new AtomicLong();
        private final NavigableSet<Waiter> waiters = new ConcurrentSkipListSet<>(
                Comparator.comparingLong(Waiter::position).thenComparingLong(Waiter::serial));
        private final AtomicBoolean polling = new AtomicBoolean();
        private volatile Duration pause = config.pollEvery();
        private volatile long lastRead = System.nanoTime();

        Partition(int number) {
            this.number = number;
        }

        void await(long position, UniEmitter<? super Void> emitter) {
            var waiter = new Waiter(position, serial.incrementAndGet(), System.nanoTime(), emitter);
            count.incrementAndGet();
            waiters.add(waiter);
            emitter.onTermination(() -> leave(waiter));
            pause = config.pollEvery();
            // The projector may have advanced between the check and the registration.
            wake();
            poll();
        }

        void advance(long position) {
            visible.accumulateAndGet(position, Math::max);
            wake();
        }

        private void catchUp(long position) {
            if (position > visible.get()) {
                pause = config.pollEvery();
                advance(position);
            }
        }

        private void wake() {
            for (Waiter first : waiters) {
                if (first.position() > visible.get()) {
                    return;
                }
                leave(first);
                first.emitter().complete(null);
            }
        }

        /**
         * Polls at once, because this process may not have projected anything since its start; then as long as a
         * request waits.
         */
        private void poll() {
            if (polling.compareAndSet(false, true)) {
                look().chain(this::lookWhileSomebodyWaits).subscribe().with(_ -> polled(), _ -> polling.set(false));
            }
        }

        private void polled() {
            polling.set(false);
            // A request may have been added after the last check.
            if (!waiters.isEmpty()) {
                poll();
            }
        }

        private Uni<Void> lookWhileSomebodyWaits() {
            return Uni.createFrom()
                    .deferred(this::paused)
                    .chain(this::look)
                    // An item and not null: repeat() ignores null and never passes it to the predicate.
                    .map(_ -> waiters.isEmpty())
                    .repeat()
                    .until(nobodyWaits -> nobodyWaits)
                    .onItem()
                    .ignoreAsUni();
        }

        /** The pause grows while the checkpoint does not advance. */
        private Uni<Void> paused() {
            Duration now = pause;
            Duration twice = now.multipliedBy(2);
            pause = twice.compareTo(config.pollAtLeastEvery()) < 0 ? twice : config.pollAtLeastEvery();
            return Uni.createFrom().voidItem().onItem().delayIt().by(now);
        }

        /**
         * The checkpoint of a partition of this process is known without a read. But the process may have lost the
         * partition without notice: a request that has waited long reads the checkpoint, too.
         */
        private Uni<Void> look() {
            OptionalLong here = assignments.visible(number);
            here.ifPresent(this::catchUp);
            return here.isPresent() && !isLate() ? Uni.createFrom().voidItem() : read();
        }

        private boolean isLate() {
            long now = System.nanoTime();
            long late = config.pollAtLeastEvery().toNanos();
            return now - lastRead > late
                    && waiters.stream()
                            .findFirst()
                            .filter(first -> now - first.since() > late)
                            .isPresent();
        }

        private Uni<Void> read() {
            lastRead = System.nanoTime();
            return progress.of(number)
                    .invoke(this::catchUp)
                    .replaceWithVoid()
                    .onFailure(StoreUnavailableException.class)
                    .recoverWithNull();
        }

        private void leave(Waiter waiter) {
            if (waiters.remove(waiter)) {
                count.decrementAndGet();
            }
        }
    }
}
