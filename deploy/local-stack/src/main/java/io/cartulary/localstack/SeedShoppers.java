package io.cartulary.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartulary.localstack.SeedClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Carts and orders of a seeded shop, made through the public API: a third stay carts, the others are ordered, and most of
 * those are paid, shipped and delivered. Their times are those of the seed: the API records no other ones. Each command has
 * a key that follows from the cart's number, so a second seed adds nothing.
 */
final class SeedShoppers {

    /** The number of carts that are filled at a time. */
    private static final int AT_A_TIME = 8;

    /** No cart begins later than this after the first one. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int CUSTOMERS = 40;
    private static final int WORD_EVERY = 50;
    private static final String STAFF = Tokens.staff("seed");

    private final SeedClient shop;
    private final int carts;
    private final Consumer<String> words;
    private final AtomicInteger done = new AtomicInteger();
    private final long end = System.nanoTime() + LIMIT.toNanos();

    /** @param words a line now and then, about the progress */
    SeedShoppers(SeedClient shop, int carts, Consumer<String> words) {
        this.shop = shop;
        this.carts = carts;
        this.words = words;
    }

    void go() throws InterruptedException {
        try (ExecutorService shoppers =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < carts; number++) {
                int cart = number;
                running.add(shoppers.submit(() -> {
                    shop(cart);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                await(each);
            }
        }
        if (done.get() < carts) {
            words.accept("    %d of %d carts within %d minutes; --seed continues"
                    .formatted(done.get(), carts, LIMIT.toMinutes()));
        }
    }

    private static void await(Future<?> shopper) throws InterruptedException {
        try {
            shopper.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure
                    ? failure
                    : new Failure("a cart can't be filled: " + e.getCause());
        }
    }

    private void shop(int number) throws IOException, InterruptedException {
        if (System.nanoTime() > end) {
            return;
        }
        new Shopper(number).shop();
        int now = done.incrementAndGet();
        if (now % WORD_EVERY == 0) {
            words.accept("    %d of %d carts".formatted(now, carts));
        }
    }

    /** One cart, and what becomes of it. */
    private final class Shopper {

        private final Random random;
        private final String name;
        private final boolean american;
        private final String token;
        private String cart = "";
        private String freshness = "";
        private int command;

        Shopper(int number) {
            int customer = number % CUSTOMERS;
            random = new Random(number);
            name = "seed-" + number;
            american = customer % 5 == 0;
            token = customer % 4 == 1
                    ? Tokens.customer("customer-" + customer, "regulars")
                    : Tokens.customer("customer-" + customer);
        }

        void shop() throws IOException, InterruptedException {
            cart = send(token, "POST", "/carts", "{\"currency\": \"%s\"}".formatted(american ? "USD" : "EUR"))
                    .path("id")
                    .asText();
            int items = 1 + random.nextInt(4);
            for (int i = 0; i < items; i++) {
                Seed.Product product = Seed.PRODUCTS.get(random.nextInt(Seed.PRODUCTS.size()));
                cart(
                        "POST",
                        "/items",
                        "{\"sku\": \"%s\", \"quantity\": %d}".formatted(product.sku(), 1 + random.nextInt(3)));
            }
            if (random.nextInt(3) == 0) {
                cart(
                        "POST",
                        "/codes",
                        "{\"code\": \"%s\"}".formatted(Seed.CODES.get(random.nextInt(Seed.CODES.size()))));
            }
            if (random.nextInt(3) > 0) {
                order();
            }
        }

        private void order() throws IOException, InterruptedException {
            cart(
                    "PUT",
                    "/shipping-address",
                    american
                            ? "{\"recipient\": \"Jane Doe\", \"street\": \"1 Main Street\", \"postalCode\": \"94103\","
                                    + " \"city\": \"San Francisco\", \"region\": \"CA\", \"country\": \"US\"}"
                            : "{\"recipient\": \"Erika Mustermann\", \"street\": \"Heidestraße 17\", \"postalCode\": \"51147\","
                                    + " \"city\": \"Köln\", \"country\": \"DE\"}");
            cart("PUT", "/contact", "{\"email\": \"%s@example.com\"}".formatted(name));
            boolean express = !american && random.nextInt(4) == 0;
            cart("PUT", "/shipping-method", "{\"methodId\": \"%s\"}".formatted(express ? "express" : "parcel"));
            JsonNode seen = shop.query(token, "/carts/" + cart, freshness);
            String total = seen.path("total").toString();
            cart("POST", "/checkout", "{\"expectedTotal\": %s}".formatted(total));
            follow(seen, total, random.nextInt(10));
        }

        /** @param fate 0: unpaid, 1: cancelled, 2: paid, 3: shipped; the others are delivered, and 9 comes back */
        private void follow(JsonNode seen, String total, int fate) throws IOException, InterruptedException {
            if (fate == 0) {
                return;
            }
            if (fate == 1) {
                order("/cancellation", "{\"reason\": \"Changed my mind\"}");
                return;
            }
            String payment = "{\"providerRef\": \"pi_%s\", \"kind\": \"%s\", \"amount\": %s}";
            order("/payments", payment.formatted(name, "AUTHORIZED", total));
            order("/payments", payment.formatted(name, "CAPTURED", total));
            order("/confirmation", "");
            if (fate == 2) {
                return;
            }
            String units = StreamSupport.stream(seen.path("lines").spliterator(), false)
                    .map(line -> "{\"lineId\": \"%s\", \"quantity\": %d}"
                            .formatted(
                                    line.path("lineId").asText(),
                                    line.path("quantity").asInt()))
                    .collect(Collectors.joining(", ", "[", "]"));
            String parcel = order(
                            "/shipments",
                            "{\"lines\": %s, \"carrier\": \"DHL\", \"tracking\": \"%s\"}".formatted(units, name))
                    .path("part")
                    .asText();
            if (fate == 3 || parcel.isEmpty()) {
                return;
            }
            order("/shipments/" + parcel + "/delivery", "");
            if (fate == 9) {
                String back = order("/returns", "{\"lines\": %s, \"reason\": \"Not what I expected\"}".formatted(units))
                        .path("part")
                        .asText();
                order("/returns/" + back + "/approval", "");
            }
        }

        private void cart(String method, String what, String body) throws IOException, InterruptedException {
            send(token, method, "/carts/" + cart + what, body);
        }

        private JsonNode order(String what, String body) throws IOException, InterruptedException {
            return send(STAFF, "POST", "/orders/" + cart + what, body);
        }

        private JsonNode send(String by, String method, String path, String body)
                throws IOException, InterruptedException {
            Answer answer = shop.command(by, method, path, body, name + "-" + command++);
            if (!answer.freshness().isEmpty()) {
                freshness = answer.freshness();
            }
            return answer.body();
        }
    }
}
