package io.cartulary.command.product;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.alreadySo;
import static io.cartulary.command.eventsourcing.Decision.refuse;
import static io.cartulary.command.product.ProductRejection.PRICE_NOT_POSITIVE;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.product.ProductCommand.ListProduct;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;

/** A product of the shop: what it is called and what it costs. */
sealed interface Product {

    Decider<Product, ProductCommand, ProductEvent> DECIDER = Decider.of(
            ProductEvent.class, new SnapshotForm<>(Product.class, 1), new Unknown(), Product::decide, Product::evolve);

    static StreamId stream(String sku) {
        return new StreamId("product", sku);
    }

    record Unknown() implements Product {}

    record Listed(String name, Money price) implements Product {}

    static Decision<ProductEvent> decide(Product product, ProductCommand command) {
        return switch (command) {
            case ListProduct list when list.price().amount() <= 0 -> refuse(PRICE_NOT_POSITIVE);
            case ListProduct list when product.equals(new Listed(list.name(), list.price())) -> alreadySo();
            case ListProduct list -> accept(new ProductListed(list.name(), list.price()));
        };
    }

    static Product evolve(Product product, ProductEvent event) {
        return switch (event) {
            case ProductListed listed -> new Listed(listed.name(), listed.price());
        };
    }
}
