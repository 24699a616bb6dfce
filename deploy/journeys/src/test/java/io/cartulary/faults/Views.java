package io.cartulary.faults;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.stream.Collectors;

/** The answers of the query service, compared with what MySQL's events add up to. */
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

    /** Something to compare: a stream, now or at a moment. */
    record Question(StreamId stream, Optional<Instant> moment) {}

    /** Waits until the views have come as far as the log, partition by partition. */
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

    /** What is answered otherwise than folded, in words. */
    List<String> differences(Folds folds, List<Question> questions) throws InterruptedException {
        List<Future<Optional<String>>> asked = questions.stream()
                .map(question -> threads.submit(() -> difference(folds, question)))
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

    private Optional<String> difference(Folds folds, Question question) throws IOException, InterruptedException {
        room.acquire();
        try {
            HttpResponse<String> answer = client.send(request(path(question)).build(), ofString());
            boolean same = question.moment()
                    .map(moment -> folds.at(question.stream(), moment))
                    .orElseGet(() -> Optional.of(folds.now(question.stream())))
                    .map(expected -> answer.statusCode() == 200 && expected.equals(json(answer)))
                    .orElseGet(() -> answer.statusCode() == 404);
            return same ? Optional.empty() : Optional.of(question + ": " + answer.statusCode() + " " + answer.body());
        } finally {
            room.release();
        }
    }

    private static String path(Question question) {
        return PATHS.get(question.stream().category())
                + question.stream().rootId()
                + question.moment().map(moment -> "?asOf=" + moment).orElse("");
    }

    private static Object json(HttpResponse<String> answer) {
        try {
            return Folds.JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return e;
        }
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
