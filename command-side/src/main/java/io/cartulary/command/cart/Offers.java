package io.cartulary.command.cart;

import io.cartulary.command.cart.Cart.Open;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Products' present prices, from the product register. */
@ApplicationScoped
class Offers {

    /** A line's product never changes. */
    private static final Duration ANY_AGE = Duration.ofDays(365);

    private final StateCache streams;
    private final CartConfig config;

    Offers(StateCache streams, CartConfig config) {
        this.streams = streams;
        this.config = config;
    }

    /** The answer that a product is not on sale is always read from the log, like every rejection. */
    Uni<Optional<Offer>> of(String sku) {
        StreamId product = Offer.stream(sku);
        return streams.recent(Offer.FOLD, product, config.offerAge())
                .chain(recent -> recent.state().isPresent()
                        ? Uni.createFrom().item(recent)
                        : streams.current(Offer.FOLD, product))
                .map(Folded::state);
    }

    /** The offer for the product on a cart's line; empty when there is no such line, or its product is not on sale. */
    Uni<Optional<Offer>> ofLine(UUID cart, UUID lineId) {
        StreamId stream = Cart.stream(cart);
        return streams.recent(Cart.DECIDER.fold(), stream, ANY_AGE)
                .map(recent -> sku(recent.state(), lineId))
                .chain(sku -> sku.isPresent()
                        ? Uni.createFrom().item(sku)
                        : streams.current(Cart.DECIDER.fold(), stream).map(current -> sku(current.state(), lineId)))
                .chain(sku -> sku.map(this::of).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private static Optional<String> sku(Cart cart, UUID lineId) {
        return cart instanceof Open open
                ? open.contents().lines().withId(lineId).map(Line::sku)
                : Optional.empty();
    }

    /** The offers for those skus that are on sale. */
    Uni<Map<String, Offer>> of(Set<String> skus) {
        return Multi.createFrom()
                .iterable(skus)
                .onItem()
                .transformToUni(sku -> of(sku).map(offer -> offer.map(found -> Map.entry(sku, found))))
                .merge(config.lookups())
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList()
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
