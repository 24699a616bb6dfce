package io.cartulary.load.bench.engine;

import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.contracts.StreamId;
import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Tally;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A number of clients of the engine; each sends the next command when the last is answered. */
public final class EngineLoad implements Load {

    /** So that a store that rejects everything at once does not keep the processors busy. */
    private static final long AFTER_A_FAILURE_MILLIS = 10;

    private static final Duration LAST_ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final List<Engine> engines;
    private final int clients;
    private final IntFunction<StreamId> choice;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch running;

    /**
     * @param engines the clients are spread over them
     * @param choice the stream that a client's next command is for
     */
    EngineLoad(Vertx vertx, List<Engine> engines, int clients, IntFunction<StreamId> choice) {
        this.vertx = vertx;
        this.engines = engines;
        this.clients = clients;
        this.choice = choice;
        this.running = new CountDownLatch(clients);
    }

    /** Clients run on event loops, as HTTP requests do. */
    @Override
    public void start(Tally tally) {
        List<Context> loops = Stream.<Context>generate(((VertxInternal) vertx)::createEventLoopContext)
                .limit(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE)
                .toList();
        for (int number = 0; number < clients; number++) {
            var client = new Client(number, engines.get(number % engines.size()), tally);
            loops.get(number % loops.size()).runOnContext(_ -> client.next());
        }
    }

    @Override
    public void stop() throws InterruptedException, TimeoutException {
        stopping.set(true);
        if (!running.await(LAST_ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException("%d clients wait for an answer".formatted(running.getCount()));
        }
    }

    private final class Client {

        private final int number;
        private final Engine engine;
        private final Tally tally;

        Client(int number, Engine engine, Tally tally) {
            this.number = number;
            this.engine = engine;
            this.tally = tally;
        }

        void next() {
            if (stopping.get()) {
                running.countDown();
                return;
            }
            long start = System.nanoTime();
            try {
                engine.put(choice.apply(number)).subscribe().with(outcome -> answered(outcome, start), this::failed);
            } catch (RuntimeException thrown) {
                failed(thrown);
            }
        }

        private void answered(Outcome outcome, long start) {
            if (outcome instanceof Outcome.Done) {
                tally.done(1, System.nanoTime() - start);
            } else {
                tally.failed(outcome);
            }
            next();
        }

        private void failed(Throwable failure) {
            tally.failed(failure);
            vertx.setTimer(AFTER_A_FAILURE_MILLIS, _ -> next());
        }
    }
}
