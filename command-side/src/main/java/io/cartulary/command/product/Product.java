package io.cartulary.command.product;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.product.ProductRejection.*;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.product.ProductCommand.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.StreamId;
import java.util.Optional;

/** A product of the shop: its name and its price. */
sealed interface Product {

    /**
     * The highest price of one unit, in minor units. The total of the fullest cart at this price fits a long with a
     * factor of 18 to spare.
     */
    long MAX_PRICE = 1_000_000_000_000L;

    Decider<Product, ProductCommand, ProductEvent> DECIDER = Decider.of(
            ProductEvent.class, new SnapshotForm<>(Product.class, 1), new Unknown(), Product::decide, Product::evolve);

    static StreamId stream(String sku) {
        return new StreamId("product", sku);
    }

    record Unknown() implements Product {}

    record Listed(String name, Money price) implements Product {}

    record Delisted(String name, Money price) implements Product {}

    static Decision<ProductEvent> decide(Product product, ProductCommand command, DecisionContext context) {
        return switch (command) {
            case ListProduct list -> list(product, list);
            case ChangePrice change -> change(product, change.price());
            case Delist delist -> delist(product, delist.reason());
        };
    }

    private static Decision<ProductEvent> list(Product product, ListProduct list) {
        return outOfBounds(list.price())
                .orElseGet(() -> product.equals(new Listed(list.name(), list.price()))
                        ? noChange()
                        : accept(new ProductListed(list.name(), list.price())));
    }

    private static Decision<ProductEvent> change(Product product, Money price) {
        return switch (product) {
            case Unknown _ -> reject(NO_SUCH_PRODUCT);
            case Delisted _ -> reject(PRODUCT_NOT_LISTED);
            case Listed listed when !price.currency().equals(listed.price().currency()) -> reject(CURRENCY_MISMATCH);
            case Listed listed when price.equals(listed.price()) -> noChange();
            case Listed listed ->
                outOfBounds(price).orElseGet(() -> accept(new ProductPriceChanged(listed.price(), price)));
        };
    }

    private static Decision<ProductEvent> delist(Product product, String reason) {
        return switch (product) {
            case Unknown _ -> reject(NO_SUCH_PRODUCT);
            case Delisted _ -> noChange();
            case Listed _ -> accept(new ProductDelisted(reason));
        };
    }

    private static Optional<Decision<ProductEvent>> outOfBounds(Money price) {
        if (price.amount() <= 0) {
            return Optional.of(reject(PRICE_NOT_POSITIVE));
        }
        return price.amount() > MAX_PRICE ? Optional.of(reject(PRICE_TOO_HIGH)) : Optional.empty();
    }

    static Product evolve(Product product, ProductEvent event) {
        return switch (event) {
            case ProductListed listed -> new Listed(listed.name(), listed.price());
            case ProductPriceChanged changed ->
                switch (product) {
                    case Listed listed -> new Listed(listed.name(), changed.to());
                    case Delisted delisted -> new Delisted(delisted.name(), changed.to());
                    case Unknown unknown -> unknown;
                };
            case ProductDelisted _ ->
                switch (product) {
                    case Listed listed -> new Delisted(listed.name(), listed.price());
                    case Delisted _, Unknown _ -> product;
                };
        };
    }
}
