package io.cartulary.command.product;

import io.cartulary.command.eventlog.SnapshotSpecification;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.ProductListed;
import java.io.IOException;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductSnapshotTest {

    private final SnapshotSpecification<Product, ProductEvent> snapshots = new SnapshotSpecification<>(Product.DECIDER);
    private final DeciderSpecification<Product, ProductCommand, ProductEvent> product =
            new DeciderSpecification<>(Product.DECIDER);

    @Test
    void a_product_looks_in_snapshots_as_approved() throws IOException {
        snapshots.thenTheSnapshotIsAsApproved(
                product.given(new ProductListed("Tea", new Money(250, Currency.getInstance("EUR"))))
                        .state());
    }

    @Test
    void every_state_of_a_product_is_read_as_it_was_written() {
        snapshots.thenItIsReadAsItWasWritten(List.of(product.given().state()));
    }
}
