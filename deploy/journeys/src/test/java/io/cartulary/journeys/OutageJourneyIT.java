package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.faults.Profile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MySQL and Kafka are killed while shoppers continue; each comes back, and nothing else is restarted. */
@Tag(Profile.ON_BINARIES_TOO)
class OutageJourneyIT {

    private static final int SHOPPERS = 8;

    /** A line takes 999 units, and a page of history 1000 events. At one item in 50 ms that is 45 seconds. */
    private static final int MOST_ITEMS = 900;

    private static final Duration BETWEEN_ITEMS = Duration.ofMillis(50);
    private static final Duration TO_RECOVER = Duration.ofSeconds(30);

    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();

    @Test
    void every_item_that_a_shopper_was_told_is_in_is_in_once() throws Exception {
        try (var stack = new OwnStack("outage");
                ExecutorService threads = Executors.newFixedThreadPool(SHOPPERS)) {
            stack.up("--fresh");
            String commands = stack.address("commands");
            Shop shop = new Shop(commands, stack.address("queries"));
            String sku = shop.givenAProduct(250);
            Map<String, Future<Integer>> shoppers = IntStream.range(0, SHOPPERS)
                    .mapToObj(_ -> shop.givenACart())
                    .collect(toMap(cart -> cart, cart -> threads.submit(shopper(commands, cart, sku))));
            try {
                awaitMoreAnswers();

                stack.kill("mysql");
                stack.up();
                awaitMoreAnswers();

                stack.kill("kafka");
                awaitMoreAnswers();
                stack.up();
            } finally {
                closing.set(true);
            }

            for (var shopper : shoppers.entrySet()) {
                int items = shopper.getValue().get();
                await().atMost(TO_RECOVER).untilAsserted(() -> thenTheCartHas(shop, shopper.getKey(), items));
            }
        }
    }

    /** Waits until this many more commands are answered, which needs every lane and connection. */
    private void awaitMoreAnswers() {
        int before = answered.get();
        await().atMost(TO_RECOVER).until(() -> answered.get() >= before + 10 * SHOPPERS);
    }

    /** Adds units to a cart one by one, each retried under its key until it is accepted; returns the number. */
    private Callable<Integer> shopper(String commands, String cart, String sku) {
        return () -> {
            int items = 0;
            while (!closing.get() && items < MOST_ITEMS) {
                String key = UUID.randomUUID().toString();
                await().atMost(TO_RECOVER)
                        .pollInterval(BETWEEN_ITEMS)
                        .until(() -> itemIsAdded(commands, cart, sku, key) == 200);
                items++;
                answered.incrementAndGet();
            }
            return items;
        };
    }

    private static int itemIsAdded(String commands, String cart, String sku, String key) {
        Response response = given().auth()
                .oauth2(Shop.SHOPPER)
                .contentType(JSON)
                .header("Idempotency-Key", key)
                .body("{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku))
                .post(commands + "/carts/{id}/items", cart);
        assertThat(response.statusCode()).as(response.asString()).isIn(200, 503);
        return response.statusCode();
    }

    private static void thenTheCartHas(Shop shop, String cart, int items) {
        Response history = shop.thenTheHistory(cart);
        assertThat(history.statusCode()).isEqualTo(200);
        List<Integer> versions = history.path("events.version");
        assertThat(versions)
                .as("versions of cart %s, which was created and got %d items", cart, items)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 1 + items)
                        .mapToObj(Math::toIntExact)
                        .toList());
    }
}
