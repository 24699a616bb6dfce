package io.cartulary.load.bench.read;

import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rebuild of the views of orders while the active ones stay: started and watched in an operator's steps. */
public record Rebuild(HttpClient client, Views views, String id) {

    /** The suffix of the rebuilt tables: it is the first rebuild there. */
    static final String TABLES = "_g2";

    private static final String PATH = "/queries/v1/admin/rebuilds";
    private static final String TOKEN = Tokens.of("bench", Duration.ofDays(1), "operator");
    private static final Duration DONE_WITHIN = Duration.ofMinutes(3);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern EVENTS = Pattern.compile("\"filled\":\\{\"events\":(\\d+)");
    private static final Pattern DIFFERING = Pattern.compile("\"differing\":(\\d+)");

    static Rebuild begin(HttpClient client, Views views) throws IOException, InterruptedException {
        String report = ask(client, request(views, PATH).POST(BodyPublishers.ofString("{\"views\":[\"order\"]}")));
        return new Rebuild(client, views, found(ID, report));
    }

    /**
     * Returns as soon as this many events are folded.
     *
     * @return the number folded
     */
    long await(long events) throws IOException, InterruptedException, TimeoutException {
        return Long.parseLong(found(EVENTS, await(report -> Long.parseLong(found(EVENTS, report)) >= events)));
    }

    /** Returns when the service has compared the rows, and is done; fails when some differ. */
    void awaitCompared() throws IOException, InterruptedException, TimeoutException {
        String report = await(text -> text.contains("\"state\":\"COMPARED\""));
        if (!found(DIFFERING, report).equals("0")) {
            throw new IllegalStateException("the rebuilt rows are not the same: " + report);
        }
    }

    private String await(Predicate<String> wanted) throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + DONE_WITHIN.toNanos();
        String report = ask(client, request(views, PATH + "/" + id));
        while (!wanted.test(report)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the rebuild has come no further than " + report);
            }
            Thread.sleep(LOOK_EVERY);
            report = ask(client, request(views, PATH + "/" + id));
        }
        return report;
    }

    private static HttpRequest.Builder request(Views views, String path) {
        return HttpRequest.newBuilder(views.uri().resolve(path))
                .timeout(ANSWERED_WITHIN)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json");
    }

    private static String ask(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s: %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private static String found(Pattern pattern, String report) {
        Matcher found = pattern.matcher(report);
        if (!found.find()) {
            throw new IllegalStateException("%s is not in %s".formatted(pattern, report));
        }
        return found.group(1);
    }
}
