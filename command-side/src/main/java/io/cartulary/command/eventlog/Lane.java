package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.EventStore.Turn;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commands in the order they came, up to a bound. One batch is written at a time, and what comes meanwhile is the next
 * one: the busier the log, the larger its batches (natural group commit).
 */
final class Lane {

    /** Takes from the lane what it can write at once, and completes when that is done and every caller has an answer. */
    @FunctionalInterface
    interface Writer {
        Uni<Void> write(Supplier<@Nullable Waiting> next);
    }

    private static final Logger LOG = Logger.getLogger(Lane.class);

    private final int capacity;
    private final BatchLimits limits;
    private final Writer writer;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;

    Lane(int capacity, BatchLimits limits, Writer writer) {
        this.capacity = capacity;
        this.limits = limits;
        this.writer = writer;
    }

    Uni<AppendResult> submit(Turn turn) {
        return Uni.createFrom().emitter(caller -> {
            var newcomer = new Waiting(
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

    /** Answers those who have waited too long, even while a batch does not come to an end. Nothing of theirs is stored. */
    void expire() {
        for (Waiting late = pollLate(); late != null; late = pollLate()) {
            late.fail(limits.late());
        }
    }

    private synchronized @Nullable Waiting pollLate() {
        Waiting first = waiting.peek();
        return first != null && first.isLate() ? waiting.poll() : null;
    }

    private synchronized boolean enqueue(Waiting newcomer) {
        return waiting.size() < capacity && waiting.add(newcomer);
    }

    private synchronized @Nullable Waiting poll() {
        return waiting.poll();
    }

    private synchronized boolean begin() {
        if (busy || waiting.isEmpty()) {
            return false;
        }
        busy = true;
        return true;
    }

    private synchronized void done() {
        busy = false;
    }

    private void next() {
        if (begin()) {
            Uni.createFrom()
                    .deferred(() -> writer.write(this::poll))
                    .onTermination()
                    .invoke(() -> {
                        done();
                        next();
                    })
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.error("a batch has ended without answers", failure));
        }
    }
}
