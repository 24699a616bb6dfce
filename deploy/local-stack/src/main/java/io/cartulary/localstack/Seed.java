package io.cartulary.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A few products to add to a cart. */
final class Seed {

    /** @param price in cents of a euro */
    private record Product(String sku, String name, int price) {}

    private static final List<Product> PRODUCTS = List.of(
            new Product("tea-sencha-100", "Sencha, 100 g", 1250),
            new Product("tea-assam-250", "Assam, 250 g", 980),
            new Product("pot-iron-800", "Iron teapot, 0.8 l", 5900),
            new Product("cup-white", "Porcelain cup", 750),
            new Product("tin-square", "Square tin", 420));

    private Seed() {}

    /** Lists them at the command side; listing them again changes nothing. */
    static void list(int port) throws IOException, InterruptedException {
        String token = Tokens.staff("seed");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Product product : PRODUCTS) {
                HttpResponse<String> response = client.send(put(port, product, token), BodyHandlers.ofString());
                if (response.statusCode() >= 300) {
                    throw new Failure("the command side rejects product %s with %d: %s"
                            .formatted(product.sku(), response.statusCode(), response.body()));
                }
            }
        }
    }

    private static HttpRequest put(int port, Product product, String token) {
        var uri = URI.create("http://127.0.0.1:%d/commands/v1/products/%s".formatted(port, product.sku()));
        var body = """
                {"name": "%s", "price": {"amount": %d, "currency": "EUR"}}""".formatted(product.name(), product.price());
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .PUT(BodyPublishers.ofString(body))
                .build();
    }
}
