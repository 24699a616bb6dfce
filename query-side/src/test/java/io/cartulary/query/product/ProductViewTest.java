package io.cartulary.query.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.timeline.Recorded;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class ProductViewTest {

    private static final Money CHEAP = new Money(100, Currency.getInstance("EUR"));
    private static final Money DEAR = new Money(900, Currency.getInstance("EUR"));

    @Test
    void a_product_listed_anew_has_the_new_name_and_price_and_its_old_age() {
        ProductView product = null;
        for (Envelope recorded : new History()
                .record(
                        new StreamId("product", "tea"),
                        new ProductListed("Tea", CHEAP),
                        new ProductListed("Green tea", DEAR))) {
            product = ProductView.evolve(product, Recorded.of(recorded));
        }

        assertThat(product)
                .isEqualTo(new ProductView(
                        "tea",
                        2,
                        ProductView.State.LISTED,
                        "Green tea",
                        DEAR,
                        History.BEGINNING,
                        History.BEGINNING.plusSeconds(1)));
    }
}
