package io.cartulary.cluster;

import static org.awaitility.Awaitility.await;

import io.cartulary.cluster.Http.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers who fill carts and look at them, with kept connections, half of them through the ingress and half of them at the
 * addresses of the Services. Each request is sent once.
 */
final class Load implements AutoCloseable {

    private static final int CALLERS = 8;
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(100);
    private static final int UNITS_OF_A_CART = 40;
    private static final Duration UNTIL_VIEWS_KNOW = Duration.ofMinutes(2);

    /** One way to both services. */
    private record Way(String name, URI commands, URI queries) {}

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<List<Basket>>> callers = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> failures = new ArrayList<>();
    private final Shop shop;
    private volatile boolean ended;

    /** Begins at once. */
    Load(Demo demo, Shop shop) throws InterruptedException {
        this.shop = shop;
        String sku = shop.givenAProduct();
        List<Way> ways = List.of(
                new Way("ingress", demo.ingress(), demo.ingress()),
                new Way("service", demo.service(Demo.COMMAND_SIDE), demo.service(Demo.QUERY_SIDE)));
        for (int i = 0; i < CALLERS; i++) {
            Way way = ways.get(i % ways.size());
            callers.add(threads.submit(() -> shop(way, sku)));
        }
    }

    private List<Basket> shop(Way way, String sku) throws InterruptedException {
        List<Basket> baskets = new ArrayList<>();
        try (var http = new Http()) {
            while (!ended) {
                Basket basket = baskets.isEmpty() ? null : baskets.getLast();
                if (basket == null || basket.answered() + basket.unknown() >= UNITS_OF_A_CART) {
                    Answer created = http.post(way.commands().resolve("/commands/v1/carts"), shop.customer(), """
                            {"currency": "EUR"}""");
                    if (counts(way, "create", created)) {
                        baskets.add(
                                new Basket(created.body().path("id").asText(), created.token(), 0, 0, created.token()));
                    }
                } else {
                    Answer added = http.post(
                            way.commands().resolve("/commands/v1/carts/" + basket.cart() + "/items"),
                            shop.customer(),
                            """
                            {"sku": "%s", "quantity": 1}""".formatted(sku));
                    baskets.set(
                            baskets.size() - 1,
                            counts(way, "add", added) ? basket.withOneMore(added.token()) : basket.withOneUnknown());
                    Basket first = baskets.getFirst();
                    URI view = way.queries().resolve("/queries/v1/carts/" + first.cart());
                    counts(way, "query", http.get(view, shop.customer(), Optional.of(first.created())));
                }
                Thread.sleep(BETWEEN_REQUESTS);
            }
        }
        return baskets;
    }

    private boolean counts(Way way, String what, Answer answer) {
        requests.incrementAndGet();
        if (!answer.isSuccess()) {
            synchronized (failures) {
                failures.add("%s %s %s: %s"
                        .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), way.name(), what, answer));
            }
        }
        return answer.isSuccess();
    }

    /** Waits until so many more requests were made. */
    void awaitMore(int number) {
        int wanted = requests.get() + number;
        await().atMost(Demo.PATIENCE).until(() -> requests.get() >= wanted);
    }

    /** Ends it; asks the views for each cart, until these know all that was answered. */
    Outcome end() throws InterruptedException, ExecutionException {
        ended = true;
        List<Basket> baskets = new ArrayList<>();
        for (Future<List<Basket>> caller : callers) {
            baskets.addAll(caller.get());
        }
        List<String> lost = new ArrayList<>();
        for (Basket basket : baskets) {
            int units = shop.unitsOf(basket, UNTIL_VIEWS_KNOW);
            if (!basket.permits(units)) {
                lost.add("%s has %d units".formatted(basket, units));
            }
        }
        synchronized (failures) {
            return new Outcome(requests.get(), List.copyOf(failures), baskets.size(), lost);
        }
    }

    @Override
    public void close() {
        ended = true;
        threads.close();
    }
}
