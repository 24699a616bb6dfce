package io.cartulary.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs end as those of the services do: on an event loop of Vert.x. */
class PeriodicTaskTest {

    private static final Duration PERIOD = Duration.ofMillis(5);
    private static final long LONGER_MILLIS = 4 * PERIOD.toMillis();

    private final AtomicInteger runs = new AtomicInteger();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Cancellable> tasks = new CopyOnWriteArrayList<>();
    private Vertx vertx;

    @BeforeEach
    void an_event_loop() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void nothing_continues() {
        tasks.forEach(Cancellable::cancel);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Cancellable given(Supplier<Uni<? extends Void>> task) {
        return given(task, failures::add);
    }

    private Cancellable given(Supplier<Uni<? extends Void>> task, Consumer<Throwable> failed) {
        Cancellable started = PeriodicTask.every(
                PERIOD,
                () -> {
                    runs.incrementAndGet();
                    return task.get();
                },
                failed);
        tasks.add(started);
        return started;
    }

    private Uni<Void> completedOnTheEventLoop() {
        return Uni.createFrom().emitter(run -> vertx.setTimer(LONGER_MILLIS, _ -> run.complete(null)));
    }

    @Test
    void runs_follow_each_other_and_never_overlap() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        given(() -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return completedOnTheEventLoop().invoke(underWay::decrementAndGet);
        });

        await().until(() -> runs.get() > 5);

        assertThat(most).hasValue(1);
        assertThat(failures).isEmpty();
    }

    @Test
    void ticks_during_a_run_are_dropped() {
        int dropped = 200;
        var release = new AtomicReference<Runnable>();
        given(() -> runs.get() > 1
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().emitter(run -> release.set(() -> run.complete(null))));
        await().until(() -> release.get() != null);
        await().pollDelay(PERIOD.multipliedBy(dropped)).until(() -> runs.get() == 1);

        long released = System.nanoTime();
        release.get().run();
        await().until(() -> runs.get() > 10);

        // the timer may be late, but by far less than it was held up
        long sinceThen = Duration.ofNanos(System.nanoTime() - released).dividedBy(PERIOD);
        assertThat(runs).hasValueLessThan((int) sinceThen + dropped / 2);
    }

    @Test
    void a_failure_is_reported_and_the_task_continues() {
        given(() -> switch (runs.get()) {
            case 1 -> throw new IllegalStateException("thrown");
            case 2 -> Uni.createFrom().failure(new IllegalStateException("failed"));
            default -> completedOnTheEventLoop();
        });

        await().until(() -> runs.get() > 3);

        assertThat(failures).extracting(Throwable::getMessage).containsExactly("thrown", "failed");
    }

    @Test
    void it_continues_when_the_failure_handler_fails() {
        given(() -> Uni.createFrom().failure(new IllegalStateException()), failure -> {
            throw new IllegalStateException(failure);
        });

        await().until(() -> runs.get() > 2);
    }

    @Test
    void nothing_starts_after_the_end_and_the_run_under_way_is_cancelled() {
        var cancelled = new AtomicInteger();
        Cancellable task =
                given(() -> Uni.createFrom().<Void>nothing().onCancellation().invoke(cancelled::incrementAndGet));
        await().until(() -> runs.get() == 1);

        task.cancel();

        assertThat(cancelled).hasValue(1);
        await().pollDelay(PERIOD.multipliedBy(20)).until(() -> runs.get() == 1);
    }

    @Test
    void the_first_run_starts_at_once() {
        tasks.add(PeriodicTask.everySync(Duration.ofHours(1), runs::incrementAndGet, failures::add));

        await().until(() -> runs.get() == 1);
    }

    @Test
    void a_period_is_not_shorter_than_a_timer_can_be() {
        tasks.add(PeriodicTask.everySync(Duration.ZERO, runs::incrementAndGet, failures::add));

        await().until(() -> runs.get() > 2);
    }
}
