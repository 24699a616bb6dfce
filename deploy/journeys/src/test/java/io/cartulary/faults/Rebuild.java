package io.cartulary.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A rebuild of all views while the active ones stay, in an operator's steps. */
final class Rebuild {

    /** The time that a service may take that has just been killed and started, and then folds and compares. */
    private static final Duration TO_BE_COMPARED = Duration.ofMinutes(3);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TOKEN = Tokens.of("olga", Duration.ofHours(8), "operator");

    private final String id;

    private Rebuild(String id) {
        this.id = id;
    }

    static Rebuild begin(URI service) throws IOException, InterruptedException {
        HttpResponse<String> begun = post(service, "rebuilds");
        // An attempt without a timely answer may have started it all the same.
        if (begun.statusCode() == 409) {
            return new Rebuild(ask(service, "rebuilds").at("/rebuilds/0/id").asText());
        }
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        return new Rebuild(Folds.JSON.readTree(begun.body()).path("id").asText());
    }

    /** Waits until everything is folded and compared, checks that no row differs, and activates the rebuilt views. */
    void takeOver(URI service) throws IOException, InterruptedException {
        await().alias("the rebuild is compared")
                .atMost(TO_BE_COMPARED)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> show(service).path("state").asText().equals("COMPARED"));
        JsonNode report = show(service);
        System.out.printf(
                "rebuilt: %d events, %d rows written, %d rows compared, %d differ%n",
                report.at("/filled/events").asLong(),
                report.at("/filled/rows").asLong(),
                report.at("/compared/rows").asLong(),
                report.at("/compared/differing").asLong());
        assertThat(report.at("/compared/differing").asLong())
                .as("rows that differ: %s", report.at("/compared/differences"))
                .isZero();
        assertThat(report.path("leftBehind")).as("streams left behind").isEmpty();
        HttpResponse<String> activated = post(service, "rebuilds/" + id + "/activate");
        assertThat(activated.statusCode()).as(activated.body()).isEqualTo(200);
    }

    private JsonNode show(URI service) throws IOException, InterruptedException {
        return ask(service, "rebuilds/" + id);
    }

    private static JsonNode ask(URI service, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                Retrying.send(CLIENT, request(service, path).GET().build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Folds.JSON.readTree(answer.body());
    }

    /** Each of these requests may be repeated. */
    private static HttpResponse<String> post(URI service, String path) throws IOException, InterruptedException {
        return Retrying.send(
                CLIENT,
                request(service, path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build());
    }

    private static HttpRequest.Builder request(URI service, String path) {
        return HttpRequest.newBuilder(service.resolve("/queries/v1/admin/" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + TOKEN);
    }
}
