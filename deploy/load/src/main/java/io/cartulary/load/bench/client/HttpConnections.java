package io.cartulary.load.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keep-alive connections, all read by one thread: the generator shares the processors with the system under test, so it
 * does as little as possible.
 */
public final class HttpConnections {

    private static final long LAST_ANSWERS_WITHIN_SECONDS = 30;
    private static final long LOOK_UP_EVERY_MILLIS = 50;

    private final List<HttpConnection> connections = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final Listener listener;
    private final AtomicInteger underWay = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopping;

    /** Gets every answer, on the thread that reads. */
    @FunctionalInterface
    public interface Listener {
        void answered(HttpConnections all, HttpConnection connection) throws IOException;
    }

    /** @param count of connections, spread over the services */
    public HttpConnections(List<URI> services, int count, Listener listener) throws IOException {
        this.listener = listener;
        for (int number = 0; number < count; number++) {
            var connection = new HttpConnection(number, services.get(number % services.size()));
            connection.channel().register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
        }
    }

    public List<HttpConnection> all() {
        return connections;
    }

    public void start() {
        Thread.ofPlatform().name("http").daemon().start(() -> {
            try {
                while (!stopping || underWay.get() > 0) {
                    selector.select(this::readable, LOOK_UP_EVERY_MILLIS);
                }
                ended.complete(null);
            } catch (IOException | RuntimeException failure) {
                ended.completeExceptionally(failure);
            }
        });
    }

    boolean isStopping() {
        return stopping;
    }

    /** Any thread may call it, for a connection without a request under way. */
    public void send(HttpConnection connection, byte[] request, long due) throws IOException {
        underWay.incrementAndGet();
        connection.send(request, due);
    }

    private void readable(SelectionKey key) {
        var connection = (HttpConnection) key.attachment();
        try {
            if (connection.response().read(connection.channel())) {
                underWay.decrementAndGet();
                listener.answered(this, connection);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for the answers under way, and closes. */
    public void stop() throws InterruptedException, ExecutionException, TimeoutException, IOException {
        stopping = true;
        try {
            ended.get(LAST_ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } finally {
            for (HttpConnection connection : connections) {
                connection.channel().close();
            }
            selector.close();
        }
    }
}
