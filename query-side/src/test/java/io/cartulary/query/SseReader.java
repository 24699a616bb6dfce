package io.cartulary.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads Server-Sent Events line by line, until it is closed. */
final class SseReader implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    SseReader(URI service, String path, @Nullable String token, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(service.resolve(path)).header("Accept", "text/event-stream");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpRequest built = request.build();
        Thread.ofVirtual().start(() -> read(built));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The ids of the events so far. */
    List<String> ids() {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring("id:".length()))
                .toList();
    }

    boolean hasEnded() {
        return ended;
    }

    private void read(HttpRequest request) {
        try {
            client.send(request, BodyHandlers.ofLines()).body().forEach(lines::add);
        } catch (IOException | UncheckedIOException | InterruptedException _) {
            // A lost connection also ends the stream.
        }
        ended = true;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
