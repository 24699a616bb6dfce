package io.cartulary.query.view;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.store.Store;
import io.cartulary.query.timeline.Fold;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * A view whose states are stored as JSON, in a table with one row per stream. The write's timestamp is the state's
 * version, so a late write of an older state can't overwrite a newer one.
 *
 * <p>A subclass names category, table, fold and secondary tables. It is a {@code @Singleton}, because it is called for
 * each event, and the proxy of another scope would be one more call.
 *
 * @param <S> the state, one per stream
 */
public class JsonProjection<S extends Versioned> implements Projection<S> {

    private final Store store;
    private final String category;
    private final String table;
    private final TableKey key;
    private final Class<S> type;
    private final Fold<S> fold;
    private final List<SecondaryTable<S>> secondaryTables;
    private final String create;
    private final String select;
    private final String insert;

    /**
     * @param category the category of the streams that it follows
     * @param table without the keyspace
     * @param type the state
     * @param secondaryTables those whose rows follow from its transitions
     */
    protected JsonProjection(
            Store store,
            String category,
            String table,
            TableKey key,
            Class<S> type,
            Fold<S> fold,
            List<SecondaryTable<S>> secondaryTables) {
        String name = store.table(table, category);
        this.store = store;
        this.category = category;
        this.table = table;
        this.key = key;
        this.type = type;
        this.fold = fold;
        this.secondaryTables = secondaryTables;
        this.create = "CREATE TABLE IF NOT EXISTS %s (%s PRIMARY KEY, state text)".formatted(name, key.definition());
        this.select = "SELECT state FROM %s WHERE %s = ?".formatted(name, key.column());
        this.insert = "INSERT INTO %s (%s, state) VALUES (?, ?) USING TIMESTAMP ?".formatted(name, key.column());
    }

    @Override
    public String tables() {
        return table;
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    @Override
    public String category() {
        return category;
    }

    @Override
    public Fold<S> fold() {
        return fold;
    }

    @Override
    public Uni<Optional<S>> read(StreamId stream, int generation) {
        return store.first(Cql.of(select, key.of(stream)).in(generation))
                .map(row -> row.map(found -> RowJson.read(found, "state", type)));
    }

    @Override
    public Cql write(StreamId stream, S state) {
        return Cql.of(insert, key.of(stream), RowJson.write(state), state.version());
    }

    @Override
    public List<Cql> rowsBeside(List<Transition<S>> steps) {
        return secondaryTables.stream()
                .flatMap(secondary -> secondary.rows(steps).stream())
                .toList();
    }
}
