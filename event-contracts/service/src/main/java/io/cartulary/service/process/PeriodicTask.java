package io.cartulary.service.process;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a task at a fixed interval, from now on until it's cancelled.
 *
 * <ul>
 *   <li>Runs don't overlap. A tick during a run is dropped: after a run that is longer than the period, the next one
 *       starts at the next tick, and none is caught up on.
 *   <li>A failure ends a run and not the task. Whether the task throws or its {@link Uni} fails, {@code failed} is told,
 *       and the next tick starts the next run. Nothing is logged here.
 *   <li>Runs start on a worker thread.
 *   <li>Cancelling also cancels the run under way, and no other starts.
 * </ul>
 */
public final class PeriodicTask {

    private PeriodicTask() {}

    /**
     * Runs an asynchronous task.
     *
     * @param period between two ticks, at least a millisecond; the first one is now
     * @param task makes one run
     * @param failed is told of every run that has failed, on the run's thread
     */
    public static Cancellable every(
            Duration period, Supplier<Uni<? extends Void>> task, Consumer<? super Throwable> failed) {
        return Multi.createFrom()
                .ticks()
                .every(ShortestWait.atLeast(period))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> Uni.createFrom()
                        .deferred(task)
                        .onFailure()
                        .invoke(failed::accept)
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(_ -> {});
    }

    /** Runs a synchronous task, which must not block. The parameters are those of {@link #every}. */
    public static Cancellable everySync(Duration period, Runnable task, Consumer<? super Throwable> failed) {
        return every(period, () -> Uni.createFrom().voidItem().invoke(task), failed);
    }
}
