package io.cartulary.query.list;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads and filters rows of lists, within the bounds of {@link ListConfig}. */
@ApplicationScoped
public class Lists {

    private final Store store;
    private final ListConfig config;

    Lists(Store store, ListConfig config) {
        this.store = store;
        this.config = config;
    }

    /** The number of rows that may be read for a page. */
    public int window(int limit, boolean onlySome) {
        return onlySome ? Math.max(limit, config.window()) : limit;
    }

    /**
     * The first rows of all buckets, merged.
     *
     * @param read reads one bucket, in order, and at most {@code wanted} rows
     * @param order the order of the list
     * @param wanted the number of rows
     */
    public <T> Uni<List<Found<T>>> merged(
            IntFunction<Cql> read, Function<Row, Found<T>> found, Comparator<Cursor> order, int wanted) {
        return Buckets.all()
                .onItem()
                .transformToMulti(bucket -> store.rows(read.apply(bucket)).map(found))
                .merge(config.inFlight())
                .collect()
                .asList()
                .map(rows -> rows.stream()
                        .sorted(Comparator.comparing(Found::place, order))
                        .limit(wanted)
                        .toList());
    }
}
