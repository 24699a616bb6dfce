package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.StreamId;
import java.util.Optional;

/** The name and present price of a product, from the product's own events. An edit needs no more. */
record Offer(String name, Money unitPrice) {

    static final Fold<Optional<Offer>, ProductEvent> FOLD =
            Fold.of(ProductEvent.class, Optional.empty(), Offer::evolve);

    static StreamId stream(String sku) {
        return new StreamId("product", sku);
    }

    private static Optional<Offer> evolve(Optional<Offer> offer, ProductEvent event) {
        return switch (event) {
            case ProductListed listed -> Optional.of(new Offer(listed.name(), listed.price()));
            case ProductPriceChanged changed -> offer.map(before -> new Offer(before.name(), changed.to()));
            case ProductDelisted _ -> Optional.empty();
        };
    }
}
