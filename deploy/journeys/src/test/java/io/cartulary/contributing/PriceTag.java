package io.cartulary.contributing;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.contributing.PriceTagRejection.*;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.*;

/** An example of an aggregate: a price that can only fall. */
sealed interface PriceTag {

    Decider<PriceTag, LowerPrice, ProductEvent> DECIDER = Decider.of(
            ProductEvent.class,
            new SnapshotForm<>(PriceTag.class, 1),
            new Unknown(),
            PriceTag::decide,
            PriceTag::evolve);

    record Unknown() implements PriceTag {}

    record Tagged(Money price) implements PriceTag {}

    /** The command; an aggregate with several has a sealed family of them. */
    record LowerPrice(Money price) {}

    static Decision<ProductEvent> decide(PriceTag tag, LowerPrice command, DecisionContext context) {
        return switch (tag) {
            case Unknown _ -> reject(NO_SUCH_TAG);
            case Tagged(Money price) when command.price().equals(price) -> noChange();
            case Tagged(Money price) when command.price().amount() > price.amount() -> reject(PRICE_NOT_LOWER);
            case Tagged(Money price) -> accept(new ProductPriceChanged(price, command.price()));
        };
    }

    static PriceTag evolve(PriceTag tag, ProductEvent event) {
        return switch (event) {
            case ProductListed listed -> new Tagged(listed.price());
            case ProductPriceChanged changed -> new Tagged(changed.to());
            case ProductDelisted _ -> new Unknown();
        };
    }
}
