package io.cartulary.contracts;

import java.util.Objects;

/** What can happen to a product, on the stream {@code product:<sku>}. */
public sealed interface ProductEvent extends Event {

    /** The product is on sale under this name at this price; also when an already listed one is listed anew. */
    record ProductListed(String name, Money price) implements ProductEvent {
        public ProductListed {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(price, "price");
        }
    }
}
