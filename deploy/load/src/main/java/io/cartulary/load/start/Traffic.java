package io.cartulary.load.start;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Requests to one service for a while, from a few clients that wait for each answer. */
final class Traffic {

    private static final int CLIENTS = 16;

    private final HttpClient client;
    private final Supplier<HttpRequest> requests;

    Traffic(HttpClient client, Supplier<HttpRequest> requests) {
        this.client = client;
        this.requests = requests;
    }

    /** At the maximum rate. @return the rate a second */
    double flatOut(Duration length) throws Exception {
        return send(0, length, () -> {}) / (length.toNanos() / 1e9);
    }

    /**
     * At a steady rate.
     *
     * @param look is called ten times a second meanwhile
     */
    void steadily(double perSecond, Duration length, Look look) throws Exception {
        send((long) (CLIENTS * TimeUnit.SECONDS.toNanos(1) / perSecond), length, look);
    }

    /** An observation while requests are under way. */
    @FunctionalInterface
    interface Look {
        void now() throws IOException;
    }

    private long send(long nanosBetween, Duration length, Look look) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        var answered = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client(nanosBetween, end, answered)));
            }
            while (System.nanoTime() < end) {
                look.now();
                Thread.sleep(100);
            }
            for (Future<Void> each : clients) {
                each.get();
            }
        }
        return answered.get();
    }

    private Callable<Void> client(long nanosBetween, long end, AtomicLong answered) {
        return () -> {
            long due = System.nanoTime();
            while (System.nanoTime() < end) {
                int status =
                        client.send(requests.get(), BodyHandlers.discarding()).statusCode();
                if (status != 200) {
                    throw new IOException("an answer is " + status);
                }
                answered.incrementAndGet();
                due += nanosBetween;
                LockSupport.parkNanos(due - System.nanoTime());
            }
            return null;
        };
    }
}
