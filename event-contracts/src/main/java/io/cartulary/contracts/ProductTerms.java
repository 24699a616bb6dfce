package io.cartulary.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product as it was when a line was given its price: all that the line shows and depends on besides name and price.
 *
 * @param names by locale (BCP 47); null when there is only the name
 * @param attributes null for none
 * @param taxCategory null for {@value TaxTerms#STANDARD}
 * @param price the selected price, with its conditions; null when it has none
 */
public record ProductTerms(
        @Nullable Map<String, String> names,
        @Nullable CustomFields attributes,
        @Nullable String taxCategory,
        @Nullable ProductPrice price) {

    /** Of a product that has only a name and a price. */
    public static final ProductTerms NONE = new ProductTerms(null, null, null, null);

    /** Quotes, a colon and a comma. */
    private static final int PUNCTUATION = 6;

    public ProductTerms {
        names = sorted(names);
        attributes = attributes == null ? null : attributes.orNull();
    }

    /** The names in the order of their locales; null for none. */
    static @Nullable Map<String, String> sorted(@Nullable Map<String, String> names) {
        return names == null || names.isEmpty() ? null : Collections.unmodifiableMap(new TreeMap<>(names));
    }

    /** Null if there are none: an event has no member for them then. */
    public @Nullable ProductTerms orNull() {
        return equals(NONE) ? null : this;
    }

    /** The values of the attributes as text, by name: what a promotion's target is compared with. */
    public Map<String, List<String>> attributeTexts() {
        return attributes == null ? Map.of() : attributes.texts();
    }

    /** About its size as JSON in UTF-8, in bytes. */
    public int size() {
        int size = 0;
        if (names != null) {
            for (Map.Entry<String, String> name : names.entrySet()) {
                size += PUNCTUATION + name.getKey().length() + name.getValue().getBytes(UTF_8).length;
            }
        }
        if (attributes != null) {
            for (Map.Entry<String, FieldValue> attribute : attributes.values().entrySet()) {
                size += PUNCTUATION + attribute.getKey().length();
                for (String text : attribute.getValue().texts()) {
                    size += PUNCTUATION + text.getBytes(UTF_8).length;
                }
            }
        }
        return size;
    }
}
