package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.pricing.PriceSelection;
import io.cartulary.contracts.pricing.PriceSelection.Selected;
import java.util.Optional;

/** A product on sale, from the product's own events. Which of its prices an added line has is part of the order's decision. */
record Offer(ProductListed product) {

    static final Fold<Optional<Offer>, ProductEvent> FOLD =
            Fold.of(ProductEvent.class, Optional.empty(), Offer::evolve);

    /** A product with a name and a price only. */
    Offer(String name, Money unitPrice) {
        this(new ProductListed(name, unitPrice));
    }

    String name() {
        return product.name();
    }

    /** The price for an order; empty when the product has none for it. */
    Optional<Selected> selected(PriceSelection order) {
        return order.of(product);
    }

    static StreamId stream(String sku) {
        return new StreamId("product", sku);
    }

    private static Optional<Offer> evolve(Optional<Offer> offer, ProductEvent event) {
        return switch (event) {
            case ProductListed listed -> Optional.of(new Offer(listed));
            case ProductPriceChanged changed ->
                offer.map(before -> new Offer(before.product().at(changed.to())));
            case ProductDelisted _ -> Optional.empty();
        };
    }
}
