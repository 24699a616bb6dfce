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
 * @param generation of the table, if it has any (see {@link Generational}); {@link #LIVING} for the one that lives when
 *     the statement is executed
 */
public record Cql(String text, List<@Nullable Object> values, int generation) {

    /** The generation that answers queries, whichever it is. */
    public static final int LIVING = 0;

    public static Cql of(String text, @Nullable Object... values) {
        return new Cql(text, Arrays.asList(values), LIVING);
    }

    /** The same in that generation of its table. */
    public Cql in(int which) {
        return new Cql(text, values, which);
    }
}
