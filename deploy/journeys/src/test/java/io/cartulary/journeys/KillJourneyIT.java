package io.cartulary.journeys;

import static org.hamcrest.Matchers.is;

import io.cartulary.localstack.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KillJourneyIT {

    @ParameterizedTest
    @EnumSource
    void a_service_killed_between_two_commands_loses_nothing_and_doubles_nothing(Service.Side killed)
            throws InterruptedException {
        try (Cartulary shop = Cartulary.start()) {
            String coffee = shop.givenAProduct(1250);
            String cart = shop.givenACart();
            shop.whenAnItemIsAdded(cart, coffee, 1);

            restart(killed == Service.Side.COMMAND ? shop.commands() : shop.queries());
            String token = shop.whenAnItemIsAdded(cart, coffee, 2);

            shop.thenTheCart(cart, token)
                    .then()
                    .statusCode(200)
                    .body("version", is(3))
                    .body("itemCount", is(3));
        }
    }

    @Test
    void what_was_wished_before_both_were_killed_is_seen_once_both_are_up() throws InterruptedException {
        try (Cartulary shop = Cartulary.start()) {
            String coffee = shop.givenAProduct(1250);
            String cart = shop.givenACart();

            shop.queries().kill();
            String token = shop.whenAnItemIsAdded(cart, coffee, 1);
            for (int i = 0; i < 50; i++) {
                token = shop.whenAnItemIsAdded(cart, coffee, 1);
            }
            restart(shop.commands());
            shop.queries().start();

            shop.thenTheCart(cart, token)
                    .then()
                    .statusCode(200)
                    .body("version", is(52))
                    .body("itemCount", is(51));
        }
    }

    private static void restart(Service service) throws InterruptedException {
        service.kill();
        service.start();
    }
}
