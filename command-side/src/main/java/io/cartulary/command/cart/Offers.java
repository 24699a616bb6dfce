package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.Streams;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the product register says that products cost. */
@ApplicationScoped
class Offers {

    private final Streams streams;
    private final CartConfig config;

    Offers(Streams streams, CartConfig config) {
        this.streams = streams;
        this.config = config;
    }

    /** That a product is not on sale is said on the log's word only, as every no is. */
    Uni<Optional<Offer>> of(String sku) {
        StreamId product = Offer.stream(sku);
        return streams.recent(Offer.FOLD, product, config.offerAge())
                .chain(recent -> recent.state().isPresent()
                        ? Uni.createFrom().item(recent)
                        : streams.current(Offer.FOLD, product))
                .map(Folded::state);
    }

    /** Those of them that are on sale. */
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
