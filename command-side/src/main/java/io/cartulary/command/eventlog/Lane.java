package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Appends one after the other, in the order they came; the others wait, up to a bound. */
final class Lane {

    private final int capacity;
    private final Function<Append, Uni<AppendResult>> insert;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;

    private record Waiting(Append append, UniEmitter<? super AppendResult> caller) {}

    Lane(int capacity, Function<Append, Uni<AppendResult>> insert) {
        this.capacity = capacity;
        this.insert = insert;
    }

    Uni<AppendResult> submit(Append append) {
        return Uni.createFrom().emitter(caller -> {
            if (enqueue(new Waiting(append, caller))) {
                next();
            } else {
                caller.fail(new StoreOverloadedException(capacity + " appends are waiting already"));
            }
        });
    }

    synchronized int length() {
        return waiting.size();
    }

    private synchronized boolean enqueue(Waiting newcomer) {
        return waiting.size() < capacity && waiting.add(newcomer);
    }

    private synchronized @Nullable Waiting take() {
        if (busy) {
            return null;
        }
        Waiting first = waiting.poll();
        busy = first != null;
        return first;
    }

    private synchronized void done() {
        busy = false;
    }

    private void next() {
        Waiting first = take();
        if (first == null) {
            return;
        }
        insert.apply(first.append())
                .onTermination()
                .invoke(() -> {
                    done();
                    next();
                })
                .subscribe()
                .with(first.caller()::complete, first.caller()::fail);
    }
}
