package io.cartulary.contracts;

import java.util.Objects;

/** The events of a product, on the stream {@code product:<sku>}. */
public sealed interface ProductEvent extends Event {

    /** The product is on sale under this name at this price; also when an already listed one is listed again. */
    record ProductListed(String name, Money price) implements ProductEvent {
        public ProductListed {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(price, "price");
        }
    }

    /** A listed product has another price from now on. */
    record ProductPriceChanged(Money from, Money to) implements ProductEvent {
        public ProductPriceChanged {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /** The product is not on sale any more, until it is listed again. Carts that contain it keep it. */
    record ProductDelisted(String reason) implements ProductEvent {
        public ProductDelisted {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
