package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.ProductDelisted;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.ProductEvent.ProductPriceChanged;
import io.cartulary.contracts.StreamId;
import java.util.Currency;
import java.util.Optional;

/** All a cart needs to know of a product: what the product's own events say it is called and costs now. */
record Offer(String name, Money unitPrice) {

    static final Fold<Optional<Offer>, ProductEvent> FOLD =
            Fold.of(ProductEvent.class, Optional.empty(), Offer::evolve);

    /**
     * The highest price of one unit that a cart takes, in minor units: the fullest cart has a total that fits a long. The
     * register does not list dearer products any more, but may have listed some before there was a bound.
     */
    static final long MAX_PRICE = 1_000_000_000_000L;

    boolean isWithinBounds() {
        return unitPrice.amount() > 0 && unitPrice.amount() <= MAX_PRICE;
    }

    /** Whether a cart of that currency can have it. */
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
