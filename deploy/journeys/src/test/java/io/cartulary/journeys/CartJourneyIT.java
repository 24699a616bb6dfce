package io.cartulary.journeys;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CartJourneyIT {

    private final Cartulary shop;

    CartJourneyIT() throws InterruptedException {
        shop = Cartulary.running();
    }

    @Test
    void a_shopper_fills_a_cart_and_sees_it_now_and_at_every_moment_before() {
        String coffee = shop.givenAProduct(1250);
        String tea = shop.givenAProduct(300);
        String cart = shop.givenACart();
        shop.whenAnItemIsAdded(cart, coffee, 2);
        String token = shop.whenAnItemIsAdded(cart, tea, 1);

        String coffeeLine = shop.thenTheCart(cart, token)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("state", is("ACTIVE"))
                .body("lines.sku", contains(coffee, tea))
                .body("total.amount", is(2800))
                .extract()
                .path("lines[0].lineId");

        shop.whenAQuantityIsChanged(cart, coffeeLine, 5);
        token = shop.whenALineIsRemoved(cart, coffeeLine);
        shop.thenTheCart(cart, token).then().body("lines.sku", contains(tea)).body("total.amount", is(300));
        token = shop.whenTheCartIsCleared(cart);
        shop.thenTheCart(cart, token).then().body("version", is(6)).body("lines", hasSize(0));

        shop.thenTheCartAt(cart, "version", 1).then().statusCode(200).body("lines", hasSize(0));
        shop.thenTheCartAt(cart, "version", 4).then().statusCode(200).body("total.amount", is(6550));
        List<String> recordedAt = shop.thenTheHistory(cart)
                .then()
                .statusCode(200)
                .body(
                        "events.type",
                        contains(
                                "cart.created.v2",
                                "cart.item-added.v1",
                                "cart.item-added.v1",
                                "cart.item-quantity-changed.v1",
                                "cart.item-removed.v1",
                                "cart.cleared.v1"))
                .extract()
                .path("events.recordedAt");
        shop.thenTheCartAt(cart, "asOf", recordedAt.getLast())
                .then()
                .statusCode(200)
                .body("version", is(6));
        shop.thenTheCartAt(cart, "asOf", Instant.parse(recordedAt.getFirst()).minusMillis(1))
                .then()
                .statusCode(404);
    }

    @Test
    void two_shoppers_of_one_cart_are_both_heard() throws InterruptedException {
        String coffee = shop.givenAProduct(1250);
        String tea = shop.givenAProduct(300);
        String cart = shop.givenACart();

        Thread other = Thread.ofVirtual().start(() -> shop.whenAnItemIsAdded(cart, tea, 1));
        String token = shop.whenAnItemIsAdded(cart, coffee, 1);
        other.join();

        shop.thenTheCart(cart, token).then().statusCode(200);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> shop.thenTheCart(cart, token)
                        .then()
                        .body("version", is(3))
                        .body("lines.sku", containsInAnyOrder(coffee, tea)));
    }
}
