package io.cartulary.query.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * A table with one row per key that holds a view as JSON. The write's timestamp is the view's version, so a late write
 * of an older state can't overwrite a newer one.
 *
 * @param <V> the view
 */
public final class JsonRows<V> {

    private final Store store;
    private final Class<V> type;
    private final String create;
    private final String select;
    private final String insert;

    /**
     * @param category the category of the streams of the rows
     * @param table without the keyspace
     * @param key the name and the CQL type of the partition key's one column: {@code cart uuid}
     */
    public JsonRows(Store store, String category, String table, String key, Class<V> type) {
        String name = store.table(table, category);
        String column = key.substring(0, key.indexOf(' '));
        this.store = store;
        this.type = type;
        this.create = "CREATE TABLE IF NOT EXISTS %s (%s PRIMARY KEY, state text)".formatted(name, key);
        this.select = "SELECT state FROM %s WHERE %s = ?".formatted(name, column);
        this.insert = "INSERT INTO %s (%s, state) VALUES (?, ?) USING TIMESTAMP ?".formatted(name, column);
    }

    /** The statements that create the table. */
    public List<String> migrations() {
        return List.of(create);
    }

    public Uni<Optional<V>> read(Object key, int generation) {
        return store.first(Cql.of(select, key).in(generation))
                .map(row -> row.map(found -> RowJson.read(found, "state", type)));
    }

    public Cql write(Object key, long version, V view) {
        return Cql.of(insert, key, RowJson.write(view), version);
    }
}
