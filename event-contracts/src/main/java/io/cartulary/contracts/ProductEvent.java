package io.cartulary.contracts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of a product, on the stream {@code product:<sku>}. */
public sealed interface ProductEvent extends Event {

    /**
     * The product is on sale as this; also when an already listed one is listed again.
     *
     * @param price of one unit, for everybody, anywhere and at any time; unless one of the {@code prices} fits better, see
     * {@link io.cartulary.contracts.pricing.PriceSelection}
     * @param names by locale (BCP 47); null when there is only the name
     * @param images null for none
     * @param attributes null for none
     * @param taxCategory null for {@value TaxTerms#STANDARD}
     * @param prices in other currencies, for countries, customer groups and periods; null for none
     */
    record ProductListed(
            String name,
            Money price,
            @Nullable Map<String, String> names,
            @Nullable List<ProductImage> images,
            @Nullable CustomFields attributes,
            @Nullable String taxCategory,
            @Nullable List<ProductPrice> prices)
            implements ProductEvent {
        public ProductListed {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(price, "price");
            names = ProductTerms.sorted(names);
            images = images == null || images.isEmpty() ? null : List.copyOf(images);
            attributes = attributes == null ? null : attributes.orNull();
            prices = prices == null || prices.isEmpty() ? null : List.copyOf(prices);
        }

        /** With a name and a price only. */
        public ProductListed(String name, Money price) {
            this(name, price, null, null, null, null, null);
        }

        /** The same at another price. */
        public ProductListed at(Money changed) {
            return new ProductListed(name, changed, names, images, attributes, taxCategory, prices);
        }

        /** All prices, the one for everybody first. */
        public Stream<ProductPrice> allPrices() {
            return Stream.concat(Stream.of(new ProductPrice(price)), prices == null ? Stream.of() : prices.stream());
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
