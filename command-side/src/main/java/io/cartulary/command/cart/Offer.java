package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.StreamId;
import java.util.Currency;
import java.util.Optional;

/** The name and present price of a product, from the product's own events. A cart needs no more. */
record Offer(String name, Money unitPrice) {

    static final Fold<Optional<Offer>, ProductEvent> FOLD =
            Fold.of(ProductEvent.class, Optional.empty(), Offer::evolve);

    /**
     * The highest price of one unit that a cart accepts, in minor units: the total of the fullest cart fits a long. The
     * register no longer lists products at a higher price, but may have listed some before there was a limit.
     */
    static final long MAX_PRICE = 1_000_000_000_000L;

    boolean isWithinBounds() {
        return unitPrice.amount() > 0 && unitPrice.amount() <= MAX_PRICE;
    }

    /** Whether a cart in that currency can contain it. */
    boolean isFor(Currency currency) {
        return isWithinBounds() && unitPrice.currency().equals(currency);
    }

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
