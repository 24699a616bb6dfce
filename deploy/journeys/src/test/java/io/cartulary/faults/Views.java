package io.cartulary.faults;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The answers of the query service, compared with those from MySQL's events. */
final class Views implements AutoCloseable {

    private static final String TOKEN = Tokens.of("proof", Duration.ofHours(8), "customer", "staff", "operator");
    private static final Duration TO_CATCH_UP = Duration.ofSeconds(60);
    private static final int AT_ONCE = 16;
    private static final Map<String, String> PATHS =
            Map.of("cart", "carts/", "order", "orders/", "product", "products/");

    private final URI queries;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(AT_ONCE);

    Views(URI service) {
        this.queries = service.resolve("/queries/v1/");
    }

    /**
     * Something to ask.
     *
     * @param path of the query with its parameters
     * @param isList whether the answer comes in pages
     * @param expected the answer, of a list all items of all pages; empty when nothing is known of what is asked for
     */
    record Question(String path, boolean isList, Supplier<Optional<JsonNode>> expected) {

        /** What a stream is. */
        static Question of(StreamId stream, Folds folds) {
            return new Question(path(stream), false, () -> folds.at(stream, Instant.MAX));
        }

        /** What a stream was. */
        static Question of(StreamId stream, Instant moment, Folds folds) {
            return new Question(path(stream) + "?asOf=" + moment, false, () -> folds.at(stream, moment));
        }

        private static String path(StreamId stream) {
            return PATHS.get(stream.category()) + stream.rootId();
        }
    }

    /** Waits until the views have reached the end of the log, partition by partition. */
    void awaitAll(List<Envelope> log) {
        Map<Integer, Envelope> lasts = log.stream()
                .collect(Collectors.toMap(
                        Envelope::partition,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparingLong(Envelope::position))));
        lasts.values()
                .forEach(last -> await().alias("all of partition %d is projected".formatted(last.partition()))
                        .atMost(TO_CATCH_UP)
                        .until(() -> isVisible(last)));
    }

    private boolean isVisible(Envelope event) throws IOException, InterruptedException {
        HttpRequest request = request("products/none?wait=5s")
                .header("Consistency-Token", event.partition() + ":" + event.position())
                .build();
        return client.send(request, ofString()).statusCode() == 404;
    }

    /** The answers that differ from the expected ones, in words. */
    List<String> differences(List<Question> questions) throws InterruptedException {
        List<Future<Optional<String>>> asked = questions.stream()
                .map(question -> threads.submit(() -> difference(question)))
                .toList();
        List<String> differences = new ArrayList<>();
        for (Future<Optional<String>> answer : asked) {
            try {
                answer.get().ifPresent(differences::add);
            } catch (ExecutionException e) {
                throw new AssertionError("a query can't be asked", e);
            }
        }
        return differences;
    }

    private Optional<String> difference(Question question) throws IOException, InterruptedException {
        room.acquire();
        try {
            Optional<JsonNode> expected = question.expected().get();
            Optional<JsonNode> answer = question.isList() ? Optional.of(all(question)) : one(question);
            return answer.equals(expected)
                    ? Optional.empty()
                    : Optional.of("%s: %s instead of %s".formatted(question.path(), answer, expected));
        } finally {
            room.release();
        }
    }

    private Optional<JsonNode> one(Question question) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                Retrying.send(client, request(question.path()).build());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(Folds.JSON.readTree(answer.body()));
            case 404 -> Optional.empty();
            default -> throw unexpected(question, answer);
        };
    }

    /** The items of all pages. */
    private JsonNode all(Question question) throws IOException, InterruptedException {
        ArrayNode items = Folds.JSON.createArrayNode();
        String cursor = "";
        do {
            HttpResponse<String> answer =
                    Retrying.send(client, request(question.path() + cursor).build());
            if (answer.statusCode() != 200) {
                throw unexpected(question, answer);
            }
            JsonNode page = Folds.JSON.readTree(answer.body());
            page.path("items").forEach(items::add);
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return items;
    }

    private static AssertionError unexpected(Question question, HttpResponse<String> answer) {
        return new AssertionError("%s: %d %s".formatted(question.path(), answer.statusCode(), answer.body()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(queries.resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
        threads.close();
    }
}
