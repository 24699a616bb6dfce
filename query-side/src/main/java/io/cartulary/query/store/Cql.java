package io.cartulary.query.store;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement and the values for its markers.
 *
 * @param text prepared once and kept, so it must be a constant and never contain a value
 * @param values in the order of the markers; null leaves a column unset, because writing it would make a tombstone, and
 *     a tombstone wins over a value of the same timestamp
 * @param generation the generation of the table, if it has any (see {@link Generational}); {@link #LIVING} for the one
 *     that is active when the statement is executed
 */
public record Cql(String text, List<@Nullable Object> values, int generation) {

    /** The active generation, which answers queries. */
    public static final int LIVING = 0;

    public static Cql of(String text, @Nullable Object... values) {
        return new Cql(text, Arrays.asList(values), LIVING);
    }

    /** The same statement for that generation of its table. */
    public Cql in(int which) {
        return new Cql(text, values, which);
    }
}
