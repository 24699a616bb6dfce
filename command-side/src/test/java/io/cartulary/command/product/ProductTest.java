package io.cartulary.command.product;

import static io.cartulary.command.product.ProductRejection.*;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.product.ProductCommand.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    private static final ProductEvent LISTED = new ProductListed("Tea", eur(250));
    private static final ProductEvent DELISTED = new ProductDelisted("sold out");

    private final DeciderSpecification<Product, ProductCommand, ProductEvent> product =
            new DeciderSpecification<>(Product.DECIDER);

    @Test
    void a_product_is_listed() {
        product.given().when(new ListProduct("Tea", eur(250))).then(new ProductListed("Tea", eur(250)));
    }

    @Test
    void listing_it_as_it_is_listed_changes_nothing() {
        product.given(new ProductListed("Tea", eur(250)))
                .when(new ListProduct("Tea", eur(250)))
                .thenNothing();
    }

    @Test
    void a_listed_product_is_listed_again_at_another_price() {
        product.given(new ProductListed("Tea", eur(250)))
                .when(new ListProduct("Tea", eur(300)))
                .then(new ProductListed("Tea", eur(300)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void a_price_is_more_than_nothing(long cents) {
        product.given().when(new ListProduct("Tea", eur(cents))).thenRejected(PRICE_NOT_POSITIVE);
    }

    @Test
    void a_price_has_a_bound() {
        product.given()
                .when(new ListProduct("Tea", eur(Product.MAX_PRICE)))
                .then(new ProductListed("Tea", eur(Product.MAX_PRICE)));
        product.given().when(new ListProduct("Tea", eur(Product.MAX_PRICE + 1))).thenRejected(PRICE_TOO_HIGH);
        product.given(LISTED).when(new ChangePrice(eur(Long.MAX_VALUE))).thenRejected(PRICE_TOO_HIGH);
        product.given(LISTED).when(new ChangePrice(eur(0))).thenRejected(PRICE_NOT_POSITIVE);
    }

    @Test
    void a_listed_product_gets_another_price() {
        product.given(LISTED).when(new ChangePrice(eur(300))).then(new ProductPriceChanged(eur(250), eur(300)));
        product.given(LISTED, new ProductPriceChanged(eur(250), eur(300)))
                .when(new ChangePrice(eur(300)))
                .thenNothing();
        product.given(LISTED)
                .when(new ChangePrice(new Money(300, Currency.getInstance("USD"))))
                .thenRejected(CURRENCY_MISMATCH);
    }

    @Test
    void a_product_is_delisted_once() {
        product.given(LISTED).when(new Delist("sold out")).then(DELISTED);
        product.given(LISTED, DELISTED).when(new Delist("sold out")).thenNothing();
    }

    @Test
    void a_delisted_product_has_no_price_to_change_but_may_be_listed_again() {
        product.given(LISTED, DELISTED).when(new ChangePrice(eur(300))).thenRejected(PRODUCT_NOT_LISTED);
        product.given(LISTED, DELISTED).when(new ListProduct("Tea", eur(250))).then(LISTED);
    }

    @Test
    void nothing_can_be_done_with_a_product_that_was_never_listed() {
        product.given().when(new ChangePrice(eur(300))).thenRejected(NO_SUCH_PRODUCT);
        product.given().when(new Delist("sold out")).thenRejected(NO_SUCH_PRODUCT);
    }

    private static Money eur(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }
}
