package io.cartulary.query.store;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement and the values for its markers.
 *
 * @param text is prepared once and kept, so it must come from a constant and never hold a value
 * @param values in the order of the markers; null leaves a column unset, because writing it would make a tombstone, and
 *     a tombstone wins over a value of the same timestamp
 */
public record Cql(String text, List<@Nullable Object> values) {

    public static Cql of(String text, @Nullable Object... values) {
        return new Cql(text, Arrays.asList(values));
    }
}
