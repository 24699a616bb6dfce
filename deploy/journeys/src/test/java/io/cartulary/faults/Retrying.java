package io.cartulary.faults;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Repeats a request while the answer is 503, as callers should: a service and its servers share this machine. */
final class Retrying {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Retrying() {}

    /** The first answer other than 503. The request must be repeatable. */
    static HttpResponse<String> send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> first = client.send(request, ofString());
        return isRefusedForNow(first)
                ? await().alias("%s %s is answered".formatted(request.method(), request.uri()))
                        .atMost(LONGEST)
                        .until(() -> client.send(request, ofString()), answer -> !isRefusedForNow(answer))
                : first;
    }

    private static boolean isRefusedForNow(HttpResponse<String> answer) {
        return answer.statusCode() == 503;
    }
}
