package io.cartulary.command.relay;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs an action repeatedly, one run at a time, with a {@link Backoff} in between. */
final class PollLoop {

    private static final Logger LOG = Logger.getLogger(PollLoop.class);

    private final Supplier<Uni<? extends Void>> beat;
    private final Backoff pace;
    private final Duration longestPause;
    private @Nullable ScheduledFuture<?> next;
    private boolean newsDuringBeat;
    private boolean beating;
    private boolean stopped;
    private final CompletableFuture<Void> atRest = new CompletableFuture<>();

    PollLoop(Supplier<Uni<? extends Void>> beat, Backoff pace, Duration longestPause) {
        this.beat = beat;
        this.pace = pace;
        this.longestPause = longestPause;
    }

    void start() {
        beat();
    }

    /** The next run starts after the shortest pause. */
    synchronized void soon() {
        pace.news();
        if (beating) {
            newsDuringBeat = true;
        } else if (!stopped && next != null && next.cancel(false)) {
            schedule();
        }
    }

    /** Completes when the last run has ended. */
    synchronized CompletableFuture<Void> stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
        if (!beating) {
            atRest.complete(null);
        }
        return atRest;
    }

    private void beat() {
        synchronized (this) {
            next = null;
            newsDuringBeat = false;
            if (stopped) {
                return;
            }
            beating = true;
        }
        Uni.createFrom()
                .deferred(beat)
                .onFailure()
                .invoke(failure -> LOG.error("a defect of the relay", failure))
                .onFailure()
                .recoverWithNull()
                .subscribe()
                .with(_ -> pause());
    }

    private synchronized void pause() {
        beating = false;
        if (stopped) {
            atRest.complete(null);
            return;
        }
        if (newsDuringBeat) {
            pace.news();
        }
        schedule();
    }

    private synchronized void schedule() {
        Duration pause = pace.next();
        next = Infrastructure.getDefaultWorkerPool()
                .schedule(this::beat, Math.min(pause.toNanos(), longestPause.toNanos()), TimeUnit.NANOSECONDS);
    }
}
