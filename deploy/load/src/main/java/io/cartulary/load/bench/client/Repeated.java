package io.cartulary.load.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One request, repeated. */
public final class Repeated {

    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(3);

    private final byte[] request;
    private final int times;
    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final CountDownLatch waiting = new CountDownLatch(1);

    public Repeated(byte[] request, int times) {
        this.request = request;
        this.times = times;
    }

    /** The bodies of the answers, in order of arrival; fails when one is not 2xx. */
    public List<String> ask(URI service, int clients) throws Exception {
        var connections = new HttpConnections(List.of(service), Math.min(clients, times), this::answered);
        for (HttpConnection connection : connections.all()) {
            send(connections, connection);
        }
        connections.start();
        try {
            boolean answered = waiting.await(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS);
            if (!answered || !refusals.isEmpty()) {
                throw new IOException(
                        "%d of %d requests are answered; failed: %s".formatted(bodies.size(), times, refusals.peek()));
            }
        } finally {
            connections.stop();
        }
        return List.copyOf(bodies);
    }

    private void send(HttpConnections all, HttpConnection connection) throws IOException {
        if (sent.getAndIncrement() < times) {
            all.send(connection, request, System.nanoTime());
        }
    }

    private void answered(HttpConnections all, HttpConnection connection) throws IOException {
        Response response = connection.response();
        (response.isSuccess() ? bodies : refusals).add(response.isSuccess() ? response.body() : response.toString());
        response.clear();
        if (bodies.size() == times || !refusals.isEmpty()) {
            waiting.countDown();
        } else {
            send(all, connection);
        }
    }
}
