package io.cartulary.load.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.load.history.Answer.*;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The replicas of the command service. */
final class Replicas implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /**
     * Shorter than the service's time until a 503: so a command comes again, perhaps at another replica, while it is
     * still under way. A hanging replica does not delay a shopper for long.
     */
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);

    private final List<URI> addresses;
    private final String token = PlannedRequest.token();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();

    /** @param addresses such as {@code http://127.0.0.1:8081} */
    Replicas(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /** Sends a command once, to any of them. */
    Answer send(PlannedRequest planned, Random random) throws InterruptedException {
        URI replica = addresses.get(random.nextInt(addresses.size()));
        HttpRequest request = HttpRequest.newBuilder(replica.resolve("/commands/v1" + planned.path()))
                .timeout(TO_ANSWER)
                .header("Idempotency-Key", planned.key())
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(planned.method(), BodyPublishers.ofString(planned.body()))
                .build();
        try {
            return answer(client.send(request, BodyHandlers.ofString()));
        } catch (ConnectException | HttpConnectTimeoutException _) {
            return new Open("no connection");
        } catch (HttpTimeoutException _) {
            return new Open("no answer in time");
        } catch (IOException _) {
            return new Open("connection lost");
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 503) {
            // without both a caller can't know that it should retry
            boolean helpful = response.headers().firstValue("Retry-After").isPresent()
                    && !code(response).isEmpty();
            return helpful ? new Open("503 " + code(response)) : new Rejected(503, "without Retry-After or code");
        }
        return status / 100 == 2 ? done(response) : new Rejected(status, code(response));
    }

    private static Answer done(HttpResponse<String> response) {
        JsonNode body = json(response);
        String[] token = response.headers()
                .firstValue("Consistency-Token")
                .orElseThrow(() -> new IllegalStateException("2xx without Consistency-Token: " + response.body()))
                .split(":", 2);
        return new Done(
                body.path("id").asText(),
                body.path("version").asLong(),
                Integer.parseInt(token[0]),
                Long.parseLong(token[1]));
    }

    private static String code(HttpResponse<String> response) {
        return json(response).path("code").asText();
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
