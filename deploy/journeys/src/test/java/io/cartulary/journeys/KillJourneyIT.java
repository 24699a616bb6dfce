package io.cartulary.journeys;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.cartulary.faults.Profile;
import io.cartulary.localstack.Service;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag(Profile.ON_BINARIES_TOO)
class KillJourneyIT {

    private static final Duration TO_RECOVER = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource
    void a_service_killed_between_two_commands_loses_nothing_and_doubles_nothing(Service.Side killed)
            throws InterruptedException {
        Cartulary shop = Cartulary.running();
        String coffee = shop.givenAProduct(1250);
        String cart = shop.givenACart();
        shop.whenAnItemIsAdded(cart, coffee, 1);

        restart(killed == Service.Side.COMMAND ? shop.commands() : shop.queries());
        String token = shop.whenAnItemIsAdded(cart, coffee, 2);

        theCart(shop, cart, token).then().statusCode(200).body("version", is(3)).body("itemCount", is(3));
    }

    @Test
    void what_was_commanded_before_both_were_killed_is_seen_once_both_are_up() throws InterruptedException {
        Cartulary shop = Cartulary.running();
        String coffee = shop.givenAProduct(1250);
        String cart = shop.givenACart();

        shop.queries().kill();
        String token = shop.whenAnItemIsAdded(cart, coffee, 1);
        for (int i = 0; i < 50; i++) {
            token = shop.whenAnItemIsAdded(cart, coffee, 1);
        }
        restart(shop.commands());
        shop.queries().start();

        theCart(shop, cart, token)
                .then()
                .statusCode(200)
                .body("version", is(52))
                .body("itemCount", is(51));
    }

    /**
     * After its leader is killed, a partition is idle until the lease is over, ten seconds: the maximum wait of a
     * query. A service that restarts at once, like a native binary, may answer a query with 503 before that; then the
     * caller tries again.
     */
    private static Response theCart(Cartulary shop, String cart, String token) {
        return await().atMost(TO_RECOVER)
                .until(() -> shop.thenTheCart(cart, token), answer -> answer.statusCode() != 503);
    }

    private static void restart(Service service) throws InterruptedException {
        service.kill();
        service.start();
    }
}
