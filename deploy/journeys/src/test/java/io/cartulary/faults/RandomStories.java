package io.cartulary.faults;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Customers and staff with random stories, one after the other: products, carts, and their orders. The command service
 * has no faults, so each command is answered; a rejection by a rule is part of a story.
 */
final class RandomStories implements AutoCloseable {

    private static final Duration TO_END = Duration.ofSeconds(60);
    private static final int DEVICES = 12;
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOME =
            "{'recipient': 'Alice', 'street': 'Heidestraße 17', 'postalCode': '51147', 'city': 'Köln', 'country': 'DE'}";

    private final URI commands;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> tellers = new ArrayList<>();
    private final LongAdder answered = new LongAdder();
    private volatile boolean ending;

    private RandomStories(URI service) {
        this.commands = service.resolve("/commands/v1/");
    }

    /**
     * Starts the stories.
     *
     * @param tellers the number of concurrent stories
     * @param pause after each command
     */
    static RandomStories start(URI service, long seed, int tellers, Duration pause) {
        var stories = new RandomStories(service);
        IntStream.range(0, tellers)
                .mapToObj(number -> stories.threads.submit(() -> {
                    Teller teller = stories.new Teller(number, new Random(seed * 31 + number), pause);
                    while (!stories.ending) {
                        new Story(teller).tell();
                    }
                    return null;
                }))
                .forEach(stories.tellers::add);
        return stories;
    }

    /** The number of commands carried out so far. */
    long answered() {
        return answered.sum();
    }

    /** Returns when every story has ended; fails when one has failed. */
    void end() throws InterruptedException {
        ending = true;
        try {
            for (Future<?> teller : tellers) {
                teller.get(TO_END.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("a story could not be told to its end", e);
        }
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
        client.shutdownNow();
        threads.close();
    }

    /** A person who is both customer and staff, so one token is enough for a story. */
    private final class Teller {

        private final String token;
        private final Random random;
        private final Duration pause;
        private final List<String> left = new ArrayList<>();

        Teller(int number, Random random, Duration pause) {
            this.token = Tokens.of("customer-" + number, Duration.ofHours(8), "customer", "staff");
            this.random = random;
            this.pause = pause;
        }

        Future<HttpResponse<String>> meanwhile(Callable<HttpResponse<String>> command) {
            return threads.submit(command);
        }

        HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(commands.resolve(path))
                    .header("Authorization", "Bearer " + token)
                    .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> response = client.send(request.build(), ofString());
            if (response.statusCode() / 100 == 2) {
                answered.increment();
            } else if (response.statusCode() != 409) {
                throw new AssertionError(
                        "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
            }
            Thread.sleep(pause);
            return response;
        }
    }

    /** The story of one product, a cart with it, and the order. */
    private static final class Story {

        private final Teller teller;
        private final Random random;
        private final String sku;
        private int price;
        private int units;
        private String cart = "";

        Story(Teller teller) {
            this.teller = teller;
            this.random = teller.random;
            this.sku = "sku-" + new UUID(random.nextLong(), random.nextLong());
            this.price = 100 + random.nextInt(900);
        }

        void tell() throws IOException, InterruptedException {
            send("PUT", "products/" + sku, "{'name': 'Something', 'price': %s}".formatted(euros(price)));
            cart = JSON.readTree(send("POST", "carts", "{'currency': 'EUR'}").body())
                    .path("id")
                    .asText();
            comeBack();
            shop();
            if (random.nextInt(3) == 0) {
                hurry();
                shop();
            }
            if (random.nextInt(4) == 0) {
                send("DELETE", "products/" + sku + "?reason=sold-out", "");
            }
            if (units > 0 && random.nextInt(3) != 0) {
                order();
            } else {
                teller.left.add(cart);
            }
        }

        /** Returns to an idle cart, perhaps abandoned since. */
        private void comeBack() throws IOException, InterruptedException {
            if (!teller.left.isEmpty() && random.nextInt(3) == 0) {
                String before = teller.left.get(random.nextInt(teller.left.size()));
                send("POST", "carts/" + before + "/items", item(1));
            }
        }

        private void shop() throws IOException, InterruptedException {
            for (int i = random.nextInt(8); i >= 0; i--) {
                switch (random.nextInt(8)) {
                    case 0 -> {
                        send("DELETE", "carts/" + cart + "/items", "");
                        units = 0;
                    }
                    case 1 -> {
                        price = 100 + random.nextInt(900);
                        send("PUT", "products/" + sku + "/price", euros(price));
                        send("POST", "carts/" + cart + "/repricing", "");
                    }
                    case 2 -> {
                        send(
                                "POST",
                                "carts/" + cart + "/freeze",
                                "{'until': '%s'}".formatted(Instant.now().plus(AN_HOUR)));
                        if (random.nextInt(4) != 0) {
                            send("POST", "carts/" + cart + "/unfreeze", "");
                        }
                    }
                    default -> add(1 + random.nextInt(5));
                }
            }
        }

        /**
         * Several devices at once add a line to the cart and remove it, so that it leaves twice in one millisecond: all
         * events recorded together have one time. A restored line keeps its id.
         */
        private void hurry() throws IOException, InterruptedException {
            add(1);
            var last = send("PUT", "carts/" + cart + "/contact", "{'email': 'alice@example.com'}");
            if (last.statusCode() != 200) {
                return;
            }
            long full = JSON.readTree(last.body()).path("version").asLong();
            List<Future<?>> devices = IntStream.range(0, DEVICES)
                    .<Future<?>>mapToObj(device -> teller.meanwhile(() -> device % 2 == 0
                            ? send("DELETE", "carts/" + cart + "/items", "")
                            : send("POST", "carts/" + cart + "/restoration", "{'version': %d}".formatted(full))))
                    .toList();
            for (Future<?> device : devices) {
                try {
                    device.get();
                } catch (ExecutionException e) {
                    throw new AssertionError("a device was not answered", e.getCause());
                }
            }
            send("DELETE", "carts/" + cart + "/items", "");
            units = 0;
        }

        private void add(int quantity) throws IOException, InterruptedException {
            send("POST", "carts/" + cart + "/items", item(quantity));
            units += quantity;
        }

        private void order() throws IOException, InterruptedException {
            send("PUT", "carts/" + cart + "/shipping-address", HOME);
            send("PUT", "carts/" + cart + "/contact", "{'email': 'alice@example.com'}");
            var checkout =
                    send("POST", "carts/" + cart + "/checkout", "{'expectedTotal': %s}".formatted(euros(total())));
            if (checkout.statusCode() != 200) {
                return;
            }
            String order = "orders/" + cart;
            send("POST", order + "/payments", payment("AUTHORIZED"));
            for (int i = random.nextInt(6); i > 0; i--) {
                switch (random.nextInt(8)) {
                    case 0 -> send("POST", order + "/hold", "{'reason': 'To be looked at'}");
                    case 1 -> send("POST", order + "/release", "");
                    case 2 -> send("PUT", order + "/contact", "{'email': 'alice%d@example.com'}".formatted(i));
                    case 3 -> send("POST", order + "/edits", "{'lines': [%s]}".formatted(item(1 + random.nextInt(9))));
                    case 4 -> send("POST", order + "/payments", payment("VOIDED"));
                    case 5 ->
                        send(
                                "POST",
                                order + "/credits",
                                "{'amount': %s, 'reason': 'Scratched'}".formatted(euros(1 + random.nextInt(50))));
                    case 6 -> send("POST", order + "/refunds", refund());
                    default -> send("POST", order + "/payments", payment("CAPTURED"));
                }
            }
            switch (random.nextInt(4)) {
                case 0 -> send("POST", order + "/cancellation", "{'reason': 'Changed my mind'}");
                case 1 -> giveBack(order);
                default -> {}
            }
        }

        /**
         * A line is added to the order and shipped, then lost, or delivered and returned, as far as the order permits.
         */
        private void giveBack(String order) throws IOException, InterruptedException {
            send("POST", order + "/release", "");
            String line =
                    member(send("POST", order + "/edits", "{'lines': [%s]}".formatted(item(10))), "/deltas/0/lineId");
            send("POST", order + "/payments", payment("AUTHORIZED", 10 * (total() + 10 * price)));
            send("POST", order + "/confirmation", "");
            String shipment = line.isEmpty()
                    ? ""
                    : member(
                            send(
                                    "POST",
                                    order + "/shipments",
                                    "{%s, 'carrier': 'DHL', 'tracking': 'JJD1'}".formatted(lines(line, 3))),
                            "/part");
            if (shipment.isEmpty()) {
                return;
            }
            String parcel = order + "/shipments/" + shipment;
            switch (random.nextInt(4)) {
                case 0 -> send("POST", parcel + "/loss", "");
                case 1 -> send("POST", parcel + "/return-to-sender", "{%s}".formatted(lines(line, 1)));
                default -> {}
            }
            send("POST", parcel + "/delivery", "");
            send("POST", order + "/refunds", refund());
            String returning = member(
                    send("POST", order + "/returns", "{%s, 'reason': 'Too bitter'}".formatted(lines(line, 2))),
                    "/part");
            if (!returning.isEmpty()) {
                String back = order + "/returns/" + returning;
                send("POST", back + "/approval", "");
                send("POST", back + "/receipt", "{'condition': 'RESELLABLE', %s}".formatted(lines(line, 1)));
                send("POST", back + "/receipt", "{'condition': 'DAMAGED'}");
            }
        }

        private static String lines(String line, int quantity) {
            return "'lines': [{'lineId': '%s', 'quantity': %d}]".formatted(line, quantity);
        }

        /** Empty when the command was rejected. */
        private String member(HttpResponse<String> answer, String pointer) throws IOException {
            return JSON.readTree(answer.body()).at(pointer).asText();
        }

        private String item(int quantity) {
            return "{'sku': '%s', 'quantity': %d}".formatted(sku, quantity);
        }

        private int total() {
            return units * price;
        }

        private String payment(String kind) {
            return payment(kind, total());
        }

        /** For one of two payments of the order, with or without contradictions. */
        private String payment(String kind, int cents) {
            return "{'kind': '%s', 'providerRef': 'p-%d', 'transactionRef': 't-%s', 'amount': %s}"
                    .formatted(kind, random.nextInt(2), new UUID(random.nextLong(), random.nextLong()), euros(cents));
        }

        private String refund() {
            return "{'providerRef': 'p-%d', 'transactionRef': 't-%s', 'amount': %s}"
                    .formatted(
                            random.nextInt(2),
                            new UUID(random.nextLong(), random.nextLong()),
                            euros(1 + random.nextInt(500)));
        }

        private String euros(int cents) {
            return "{'amount': %d, 'currency': 'EUR'}".formatted(cents);
        }

        private HttpResponse<String> send(String method, String path, String body)
                throws IOException, InterruptedException {
            return teller.send(method, path, body);
        }
    }
}
