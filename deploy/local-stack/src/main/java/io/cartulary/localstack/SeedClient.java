package io.cartulary.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** The public API of both services, for the seed. */
final class SeedClient implements AutoCloseable {

    /** Not now, but later. */
    private static final Set<Integer> LATER = Set.of(429, 503);

    /** The maximum number of attempts at a request that is answered with one of these, a second apart. */
    private static final int ATTEMPTS = 30;

    private static final int CONFLICT = 409;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String commands;
    private final String queries;

    SeedClient(int commandPort, int queryPort) {
        commands = "http://127.0.0.1:%d/commands/v1".formatted(commandPort);
        queries = "http://127.0.0.1:%d/queries/v1".formatted(queryPort);
    }

    /** @param freshness the token to send with a query, so that its answer includes the command */
    record Answer(JsonNode body, String freshness) {}

    /**
     * Sends a command. A conflict is an answer, too: somebody may have changed what an earlier seed has made.
     *
     * @param key names the command for ever: a second one under it changes nothing
     */
    Answer command(String token, String method, String path, String body, String key)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(commands + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /** A query that includes what the token of a command stands for. */
    JsonNode query(String token, String path, String freshness) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(queries + path + "?wait=10s"))
                        .header("Authorization", "Bearer " + token)
                        .header("Consistency-Token", freshness)
                        .timeout(Duration.ofSeconds(20))
                        .build())
                .body();
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        for (int attempt = 1; LATER.contains(response.statusCode()) && attempt < ATTEMPTS; attempt++) {
            Thread.sleep(1_000);
            response = http.send(request, BodyHandlers.ofString());
        }
        if (response.statusCode() >= 300 && response.statusCode() != CONFLICT) {
            throw new Failure("%s %s is answered with %d: %s"
                    .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
        }
        return new Answer(
                json(response.body()),
                response.headers().firstValue("Consistency-Token").orElse(""));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Failure("an answer is no JSON: " + text);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
