package io.cartulary.command.product;

import static io.cartulary.command.product.ProductRejection.PRICE_NOT_POSITIVE;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.product.ProductCommand.ListProduct;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.ProductListed;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    private final DeciderSpecification<Product, ProductCommand, ProductEvent> product =
            new DeciderSpecification<>(Product.DECIDER);

    @Test
    void a_product_is_listed() {
        product.given().when(new ListProduct("Tea", eur(250))).then(new ProductListed("Tea", eur(250)));
    }

    @Test
    void listing_it_as_it_is_listed_is_no_news() {
        product.given(new ProductListed("Tea", eur(250)))
                .when(new ListProduct("Tea", eur(250)))
                .thenNothing();
    }

    @Test
    void a_listed_product_is_listed_anew_at_another_price() {
        product.given(new ProductListed("Tea", eur(250)))
                .when(new ListProduct("Tea", eur(300)))
                .then(new ProductListed("Tea", eur(300)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void a_price_is_more_than_nothing(long cents) {
        product.given().when(new ListProduct("Tea", eur(cents))).thenRefused(PRICE_NOT_POSITIVE);
    }

    private static Money eur(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }
}
