package io.cartulary.faults;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.RedemptionEvent.*;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many carts are checked out at once with a code that few of them can redeem, while the command service is killed at random
 * points between reservation, checkout and redemption. Every shopper tries again until there is an order: with the discount,
 * or without it when the limit is reached.
 */
@Tag(Profile.ON_BINARIES_TOO)
class KilledCheckoutIT {

    private static final int KILLS = Profile.times(2, 40);
    private static final int CARTS = 200;
    private static final int LIMIT = 50;
    private static final String CODE = "FIRST50";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So that what a killed service has reserved is settled within the trial. */
    private static final Map<String, String> SETTINGS = Map.of("CARTULARY_PROMOTION_SETTLE_AFTER", "2s");

    private static final long WITH_DISCOUNT = 900;
    private static final long WITHOUT = 1000;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Test
    void a_limited_code_is_redeemed_exactly_as_often_as_its_limit_whenever_the_service_is_killed() throws Exception {
        try (Trial trial = Trial.start("killed-checkout", LocalStack.joinOrStart(), 1, SETTINGS);
                ExecutorService shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            Service service = trial.replica(0);
            String commands = service.uri() + "/commands/v1/";
            String sku = givenALimitedCode(commands);
            List<Cart> carts = all(Stream.generate(() -> shoppers.submit(() -> givenACart(commands, sku)))
                    .limit(CARTS)
                    .toList());

            List<Future<Boolean>> orders = carts.stream()
                    .map(cart -> shoppers.submit(() -> isOrderedWithTheDiscount(commands, cart)))
                    .toList();
            for (int kill = 0; kill < KILLS; kill++) {
                trial.keepUp(Duration.ofMillis(trial.random().nextInt(400)));
                service.kill();
                service.start();
            }
            List<Boolean> discounts = all(orders);

            assertThat(discounts)
                    .as("orders with the discount, as shoppers know them")
                    .filteredOn(Boolean::booleanValue)
                    .hasSize(LIMIT);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> thenTheLogHasThem(trial.register().log()));
            trial.report(PATIENCE);
        }
    }

    private static void thenTheLogHasThem(List<Envelope> log) {
        List<OrderPlaced> placed = log.stream()
                .map(Envelope::event)
                .filter(OrderPlaced.class::isInstance)
                .map(OrderPlaced.class::cast)
                .toList();
        assertThat(placed).as("orders").hasSize(CARTS);
        assertThat(placed)
                .as("orders with the discount")
                .filteredOn(order -> order.price().discount() > 0)
                .hasSize(LIMIT);

        Map<StreamId, List<Envelope>> streams = log.stream().collect(groupingBy(Envelope::streamId));
        Set<UUID> reserved = new HashSet<>();
        Set<UUID> redeemed = new HashSet<>();
        for (Envelope envelope : streams.getOrDefault(new StreamId("code", CODE), List.of())) {
            if (envelope.event() instanceof RedemptionEvent event) {
                switch (event) {
                    case RedemptionReserved reservation -> reserved.add(reservation.cartId());
                    case RedemptionReleased released -> reserved.remove(released.cartId());
                    case RedemptionCompleted completed -> {
                        assertThat(redeemed.add(completed.cartId()))
                                .as("first redemption of %s", completed)
                                .isTrue();
                        reserved.remove(completed.cartId());
                    }
                    case RedemptionReturned returned -> throw new AssertionError("nothing was cancelled: " + returned);
                }
                assertThat(reserved.size() + redeemed.size())
                        .as("at version %d", envelope.version())
                        .isLessThanOrEqualTo(LIMIT);
            }
        }
        assertThat(redeemed).as("redemptions").hasSize(LIMIT);
        assertThat(reserved).as("reservations that are not settled").isEmpty();
        assertThat(placed.stream()
                        .filter(order -> order.price().discount() > 0)
                        .map(OrderPlaced::number)
                        .distinct())
                .as("orders of the redemptions")
                .hasSize(LIMIT);
    }

    private record Cart(String id, String bearer) {}

    private String givenALimitedCode(String commands) throws IOException, InterruptedException {
        String staff = Tokens.staff("limits");
        String sku = "SKU-" + UUID.randomUUID();
        done(staff, "PUT", commands + "products/" + sku, "{'name': 'Tea', 'price': %s}".formatted(euros(WITHOUT)));
        done(
                staff,
                "PUT",
                commands + "promotions/first",
                "{'name': 'First', 'trigger': 'CODE', 'target': {'kind': 'ORDER'},"
                        + " 'effect': {'kind': 'PERCENT_OFF', 'rate': '0.1'}}");
        done(staff, "PUT", commands + "promotions/first/codes/" + CODE, "{'limit': %d}".formatted(LIMIT));
        return sku;
    }

    private Cart givenACart(String commands, String sku) throws IOException, InterruptedException {
        String bearer = Tokens.customer("shopper-" + UUID.randomUUID());
        String id = JSON.readTree(done(bearer, "POST", commands + "carts", "{'currency': 'EUR'}")
                        .body())
                .path("id")
                .textValue();
        String cart = commands + "carts/" + id;
        done(bearer, "POST", cart + "/items", "{'sku': '%s', 'quantity': 1}".formatted(sku));
        done(bearer, "POST", cart + "/codes", "{'code': '%s'}".formatted(CODE));
        done(
                bearer,
                "PUT",
                cart + "/shipping-address",
                "{'recipient': 'Ada', 'street': 'Street 1', 'city': 'London', 'country': 'GB'}");
        done(bearer, "PUT", cart + "/contact", "{'email': 'ada@example.org'}");
        return new Cart(id, bearer);
    }

    /** Tries until there is an order; a total that differs means that the limit is reached, or no longer is. */
    private boolean isOrderedWithTheDiscount(String commands, Cart cart) throws InterruptedException {
        String path = commands + "carts/" + cart.id() + "/checkout";
        for (long total = WITH_DISCOUNT; ; ) {
            switch (status(cart.bearer(), cart.id() + total, path, "{'expectedTotal': %s}".formatted(euros(total)))) {
                case 200 -> {
                    return total == WITH_DISCOUNT;
                }
                case 409 -> total = total == WITHOUT ? WITH_DISCOUNT : WITHOUT;
                default -> Thread.sleep(50); // the service is dead or starts
            }
        }
    }

    /** 0 for no answer. */
    private int status(String bearer, String key, String path, String body) throws InterruptedException {
        try {
            return client.send(
                            request(bearer, "POST", path, body)
                                    .header("Idempotency-Key", key)
                                    .build(),
                            ofString())
                    .statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    private HttpResponse<String> done(String bearer, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                Retrying.send(client, request(bearer, method, path, body).build());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isIn(200, 201);
        return answer;
    }

    private static HttpRequest.Builder request(String bearer, String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
    }

    private static String euros(long cents) {
        return "{'amount': %d, 'currency': 'EUR'}".formatted(cents);
    }

    private static <T> List<T> all(List<Future<T>> pending) throws Exception {
        var results = new ArrayList<T>();
        for (Future<T> each : pending) {
            results.add(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        return results;
    }
}
