package io.cartulary.load.bench.client;

import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Tally;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Commands over HTTP at a steady rate, whether or not the earlier ones are answered. The time of an answer counts from
 * the moment the command was due, not from when a connection was free for it: otherwise a stall of the service would
 * only affect the few commands under way (Gil Tene, "coordinated omission").
 */
public final class OpenLoop implements Load {

    private static final int CONNECTIONS = 64;

    private final List<URI> services;
    private final Requests requests;
    private final long nanosBetween;
    private final Answers answers;
    private final BlockingQueue<HttpConnection> idle = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable HttpConnections connections;
    private volatile boolean stopping;

    /** Gets every answer 2xx, on the thread that reads. */
    @FunctionalInterface
    public interface Answers {
        void heard(Response response, long nanoTime) throws IOException;
    }

    public OpenLoop(List<URI> services, double perSecond, Requests requests, Answers answers) {
        this.services = services;
        this.requests = requests;
        this.nanosBetween = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.answers = answers;
    }

    @Override
    public void start(Tally tally) throws IOException {
        var all = new HttpConnections(services, CONNECTIONS, (_, connection) -> answered(connection, tally));
        connections = all;
        idle.addAll(all.all());
        all.start();
        Thread.ofPlatform().name("pacer").daemon().start(() -> {
            try {
                pace(all);
                ended.complete(null);
            } catch (IOException | InterruptedException failure) {
                ended.completeExceptionally(failure);
            }
        });
    }

    private void pace(HttpConnections all) throws IOException, InterruptedException {
        for (long due = System.nanoTime(); !stopping; due += nanosBetween) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            @Nullable HttpConnection free = null;
            while (free == null && !stopping) {
                free = idle.poll(100, TimeUnit.MILLISECONDS);
            }
            if (free != null) {
                all.send(free, requests.next(free.number()), due);
            }
        }
    }

    private void answered(HttpConnection connection, Tally tally) throws IOException {
        Response response = connection.response();
        long now = System.nanoTime();
        if (response.isSuccess()) {
            tally.done(1, now - connection.due());
            answers.heard(response, now);
        } else {
            tally.failed(response);
        }
        response.clear();
        idle.add(connection);
    }

    @Override
    public void stop() throws Exception {
        stopping = true;
        try {
            ended.get(10, TimeUnit.SECONDS);
        } finally {
            Objects.requireNonNull(connections, "not started").stop();
        }
    }
}
