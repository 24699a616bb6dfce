package io.cartulary.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * A caller that keeps its connection as long as the other end does. A POST is sent once; a GET that finds its kept connection
 * closed is sent again by the JDK's client, as RFC 9110 (9.2.2) permits.
 */
final class Http implements AutoCloseable {

    /** What an answer says, or that there was none. */
    record Answer(int status, JsonNode body, String token, String failure) {

        boolean isSuccess() {
            return status / 100 == 2;
        }

        @Override
        public String toString() {
            return status == 0 ? failure : status + " " + body;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    Answer post(URI address, String bearer, String body) throws InterruptedException {
        return send(request(address, bearer, Optional.empty()).POST(BodyPublishers.ofString(body)));
    }

    Answer put(URI address, String bearer, String body) throws InterruptedException {
        return send(request(address, bearer, Optional.empty()).PUT(BodyPublishers.ofString(body)));
    }

    /** @param token the position that the answer has to cover */
    Answer get(URI address, String bearer, Optional<String> token) throws InterruptedException {
        return send(request(address, bearer, token).GET());
    }

    private static HttpRequest.Builder request(URI address, String bearer, Optional<String> token) {
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer);
        token.ifPresent(position -> request.header("Consistency-Token", position));
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            String token = response.headers().firstValue("Consistency-Token").orElse("");
            return new Answer(response.statusCode(), read(response.body()), token, "");
        } catch (IOException failure) {
            return new Answer(0, JSON.createObjectNode(), "", failure.toString());
        }
    }

    /** A proxy's own answers are no JSON. */
    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException _) {
            return JSON.getNodeFactory().textNode(body);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
