package io.cartulary.query.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.timeline.RecordedEvent;
import java.util.Currency;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProductViewTest {

    private static final Money CHEAP = new Money(100, Currency.getInstance("EUR"));
    private static final Money DEAR = new Money(900, Currency.getInstance("EUR"));

    @Test
    void a_product_listed_again_has_the_new_name_and_price_and_its_old_age() {
        assertThat(given(new ProductListed("Tea", CHEAP), new ProductListed("Green tea", DEAR)))
                .isEqualTo(new ProductView(
                        "tea",
                        2,
                        ProductView.State.LISTED,
                        "Green tea",
                        DEAR,
                        History.BEGINNING,
                        History.BEGINNING.plusSeconds(1)));
    }

    @Test
    void a_product_costs_what_it_was_changed_to() {
        ProductView product = given(new ProductListed("Tea", CHEAP), new ProductPriceChanged(CHEAP, DEAR));

        assertThat(product.price()).isEqualTo(DEAR);
        assertThat(product.name()).isEqualTo("Tea");
        assertThat(product.version()).isEqualTo(2);
    }

    @Test
    void a_delisted_product_is_remembered_and_may_come_back() {
        ProductView delisted = given(new ProductListed("Tea", CHEAP), new ProductDelisted("sold out"));
        ProductView back =
                given(new ProductListed("Tea", CHEAP), new ProductDelisted("sold out"), new ProductListed("Tea", DEAR));

        assertThat(delisted.state()).isEqualTo(ProductView.State.DELISTED);
        assertThat(delisted.price()).isEqualTo(CHEAP);
        assertThat(back.state()).isEqualTo(ProductView.State.LISTED);
        assertThat(back.price()).isEqualTo(DEAR);
    }

    private static ProductView given(ProductEvent... events) {
        ProductView product = null;
        for (Envelope recorded : new History().record(new StreamId("product", "tea"), events)) {
            product = ProductView.evolve(product, RecordedEvent.of(recorded));
        }
        return Objects.requireNonNull(product);
    }
}
