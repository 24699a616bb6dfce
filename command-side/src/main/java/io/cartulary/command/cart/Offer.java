package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.pricing.PriceSelection;
import io.cartulary.contracts.pricing.PriceSelection.Selected;
import java.util.Optional;

/** A product on sale, from the product's own events. Which of its prices a line has is part of the cart's decision. */
record Offer(ProductListed product) {

    static final Fold<Optional<Offer>, ProductEvent> FOLD =
            Fold.of(ProductEvent.class, Optional.empty(), Offer::evolve);

    /**
     * The highest price of one unit that a cart accepts, in minor units: the total of the fullest cart fits a long. The
     * register no longer lists products at a higher price, but may have listed some before there was a limit.
     */
    static final long MAX_PRICE = 1_000_000_000_000L;

    /** A product with a name and a price only. */
    Offer(String name, Money unitPrice) {
        this(new ProductListed(name, unitPrice));
    }

    String name() {
        return product.name();
    }

    /** The price for a cart; empty when the product has none for it. */
    Optional<Selected> selected(PriceSelection cart) {
        return cart.of(product);
    }

    /** The same; empty as well when a cart does not accept it. */
    Optional<Selected> acceptable(PriceSelection cart) {
        return selected(cart).filter(selected -> isWithinBounds(selected.unitPrice()));
    }

    static boolean isWithinBounds(Money unitPrice) {
        return unitPrice.amount() > 0 && unitPrice.amount() <= MAX_PRICE;
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
