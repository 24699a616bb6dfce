package io.cartulary.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers of one kind, who create a cart, each once and never again, until they are told to end. */
final class CartCreation implements Runnable {

    private static final int CREATED = 201;
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(20);

    private final String kind;
    private final Version version;
    private final boolean keepsConnections;
    private final HttpRequest request;
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    CartCreation(String kind, URI service, Version version, boolean keepsConnections) {
        this.kind = kind;
        this.version = version;
        this.keepsConnections = keepsConnections;
        this.request = Shop.newCart(service);
    }

    String kind() {
        return kind;
    }

    int answered() {
        return answered.get();
    }

    List<String> failures() {
        return failures;
    }

    void end() {
        ended = true;
    }

    @Override
    public void run() {
        try (HttpClient kept = client()) {
            while (!ended) {
                if (keepsConnections) {
                    create(kept);
                } else {
                    try (HttpClient once = client()) {
                        create(once);
                    }
                }
                Thread.sleep(BETWEEN_REQUESTS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpClient client() {
        return HttpClient.newBuilder().version(version).build();
    }

    private void create(HttpClient client) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == CREATED) {
                answered.incrementAndGet();
            } else {
                failures.add("%s %d %s".formatted(Instant.now(), response.statusCode(), response.body()));
            }
        } catch (IOException failure) {
            failures.add("%s %s".formatted(Instant.now(), failure));
        }
    }
}
