package io.cartulary.contributing;

import static io.cartulary.contributing.PriceTagRejection.*;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contributing.PriceTag.LowerPrice;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class PriceTagTest {

    private static final ProductEvent LISTED = new ProductListed("Tea", eur(250));

    private final DeciderSpecification<PriceTag, LowerPrice, ProductEvent> tag =
            new DeciderSpecification<>(PriceTag.DECIDER);

    @Test
    void a_price_falls() {
        tag.given(LISTED).when(new LowerPrice(eur(200))).then(new ProductPriceChanged(eur(250), eur(200)));
    }

    @Test
    void a_price_does_not_rise() {
        tag.given(LISTED).when(new LowerPrice(eur(300))).thenRejected(PRICE_NOT_LOWER);
    }

    @Test
    void the_same_price_again_changes_nothing() {
        tag.given(LISTED).when(new LowerPrice(eur(250))).thenNothing();
    }

    @Test
    void a_product_that_is_not_on_sale_has_no_price_to_lower() {
        tag.given().when(new LowerPrice(eur(200))).thenRejected(NO_SUCH_TAG);
        tag.given(LISTED, new ProductDelisted("sold out"))
                .when(new LowerPrice(eur(200)))
                .thenRejected(NO_SUCH_TAG);
    }

    private static Money eur(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }
}
