package io.cartulary.contracts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a product.
 *
 * @param alt what it shows, for those who don't see it; null when nobody has said so
 */
public record ProductImage(String url, @Nullable String alt) {
    public ProductImage {
        Objects.requireNonNull(url, "url");
    }
}
