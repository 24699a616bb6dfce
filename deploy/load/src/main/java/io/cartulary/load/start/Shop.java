package io.cartulary.load.start;

import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A product and carts with one unit of it, for load on the services. */
final class Shop {

    /** A line takes 999 units, and no measurement adds more than a part of that to each of this many carts. */
    private static final int CARTS = 500;

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final String TOKEN = Tokens.of("start", Duration.ofDays(1), "customer", "staff");
    private static final String SKU = "SENCHA-100G";

    private final List<String> carts;

    private Shop(List<String> carts) {
        this.carts = carts;
    }

    /** Creates it at a command service, and waits until the query service has it. */
    static Shop open(HttpClient client, URI commands, URI queries) throws IOException, InterruptedException {
        ask(client, request(commands, "/commands/v1/products/" + SKU).PUT(BodyPublishers.ofString("""
                {"name": "Sencha, 100 g", "price": {"amount": 1250, "currency": "EUR"}}""")));
        List<String> carts = new ArrayList<>();
        String freshness = "";
        while (carts.size() < CARTS) {
            HttpResponse<String> created =
                    ask(client, request(commands, "/commands/v1/carts").POST(BodyPublishers.ofString("""
                    {"currency": "EUR"}""")));
            String id = id(created.body());
            freshness = ask(client, add(commands, id))
                    .headers()
                    .firstValue("Consistency-Token")
                    .orElseThrow();
            carts.add(id);
        }
        ask(
                client,
                request(queries, "/queries/v1/carts/" + carts.getLast() + "?wait=PT10S")
                        .header("Consistency-Token", freshness));
        return new Shop(carts);
    }

    /** Adds one more unit to any cart. */
    Supplier<HttpRequest> commands(URI service) {
        return () -> add(service, any()).build();
    }

    /** Reads any cart, as it is now. */
    Supplier<HttpRequest> queries(URI service) {
        return () -> request(service, "/queries/v1/carts/" + any()).build();
    }

    private String any() {
        return carts.get(ThreadLocalRandom.current().nextInt(carts.size()));
    }

    private static HttpRequest.Builder add(URI commands, String cart) {
        return request(commands, "/commands/v1/carts/%s/items".formatted(cart))
                .POST(BodyPublishers.ofString("""
                {"sku": "%s", "quantity": 1}""".formatted(SKU)));
    }

    private static HttpRequest.Builder request(URI service, String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(ANSWERED_WITHIN)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> ask(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s: %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return answer;
    }

    private static String id(String body) {
        Matcher id = ID.matcher(body);
        if (!id.find()) {
            throw new IllegalStateException("an answer lacks an id: " + body);
        }
        return id.group(1);
    }
}
