package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.PendingAppend;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of commands in the order of their arrival. One batch is written at a time, and the commands that
 * arrive meanwhile form the next batch: the higher the load, the larger the batches (natural group commit).
 */
final class Lane {

    /**
     * Takes from the lane what it can write at once, and completes when the write is done and every caller has an
     * answer.
     */
    @FunctionalInterface
    interface Writer {
        Uni<Void> write(Supplier<@Nullable QueuedAppend> next);

        /** How long a batch may wait for the number of commands that the last batch had. */
        default Duration gather() {
            return Duration.ZERO;
        }
    }

    private static final Logger LOG = Logger.getLogger(Lane.class);

    private final int capacity;
    private final BatchLimits limits;
    private final Writer writer;
    private final Deque<QueuedAppend> waiting = new ArrayDeque<>();
    private final List<QueuedAppend> taken = new ArrayList<>();
    private boolean busy;
    private int wanted;
    private @Nullable ScheduledFuture<?> gathering;

    Lane(int capacity, BatchLimits limits, Writer writer) {
        this.capacity = capacity;
        this.limits = limits;
        this.writer = writer;
    }

    Uni<AppendResult> submit(PendingAppend turn) {
        return Uni.createFrom().emitter(caller -> {
            var newcomer = new QueuedAppend(
                    turn, caller, System.nanoTime() + limits.patience().toNanos());
            if (enqueue(newcomer)) {
                next();
            } else {
                caller.fail(new StoreOverloadedException(capacity + " commands are waiting already"));
            }
        });
    }

    synchronized int length() {
        return waiting.size();
    }

    /** Answers the commands that have waited too long, even while a batch is under way. Nothing of theirs is stored. */
    void expire() {
        for (QueuedAppend late = pollLate(); late != null; late = pollLate()) {
            late.fail(limits.late());
        }
    }

    private synchronized @Nullable QueuedAppend pollLate() {
        QueuedAppend first = waiting.peek();
        return first != null && first.isLate() ? waiting.poll() : null;
    }

    private synchronized boolean enqueue(QueuedAppend newcomer) {
        return waiting.size() < capacity && waiting.add(newcomer);
    }

    private synchronized @Nullable QueuedAppend poll() {
        QueuedAppend next = waiting.poll();
        if (next != null) {
            taken.add(next);
        }
        return next;
    }

    private synchronized boolean begin() {
        if (busy || waiting.isEmpty() || (waiting.size() < wanted && isGathering())) {
            return false;
        }
        if (gathering != null) {
            gathering.cancel(false);
            gathering = null;
        }
        busy = true;
        return true;
    }

    private boolean isGathering() {
        long nanos = writer.gather().toNanos();
        if (gathering == null && nanos > 0) {
            gathering = Infrastructure.getDefaultWorkerPool().schedule(this::gathered, nanos, TimeUnit.NANOSECONDS);
        }
        return gathering != null;
    }

    private void gathered() {
        synchronized (this) {
            gathering = null;
            wanted = 0;
        }
        next();
    }

    private synchronized void done() {
        busy = false;
        wanted = taken.size();
        taken.clear();
    }

    /** A caller who has an answer already doesn't get this one. */
    private void abandon(Throwable defect) {
        LOG.error("a batch has ended before all callers had an answer", defect);
        List<QueuedAppend> left;
        synchronized (this) {
            left = List.copyOf(taken);
        }
        left.forEach(waiting -> waiting.fail(defect));
    }

    private void next() {
        if (begin()) {
            Uni.createFrom()
                    .deferred(() -> writer.write(this::poll))
                    .onFailure()
                    .invoke(this::abandon)
                    .onFailure()
                    .recoverWithNull()
                    .onTermination()
                    .invoke(() -> {
                        done();
                        next();
                    })
                    .subscribe()
                    .with(_ -> {});
        }
    }
}
