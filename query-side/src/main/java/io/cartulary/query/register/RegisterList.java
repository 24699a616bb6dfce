package io.cartulary.query.register;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.list.Buckets;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.list.Lists;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.cartulary.query.view.Versioned;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;

/**
 * A table of all entries of a register, in the order of their ids.
 *
 * @param <S> the state of an entry
 */
public abstract class RegisterList<S extends Versioned> implements SecondaryTable<S> {

    private final Lists lists;
    private final String table;
    private final String key;
    private final Class<S> type;
    private final String create;
    private final String insert;
    private final String select;

    /**
     * @param category the category of the entries' streams
     * @param table without the keyspace
     * @param key the column that has the root id of the stream
     */
    protected RegisterList(Store store, Lists lists, String category, String table, String key, Class<S> type) {
        String name = store.table(table, category);
        this.lists = lists;
        this.table = table;
        this.key = key;
        this.type = type;
        this.create = "CREATE TABLE IF NOT EXISTS %s (bucket int, %s text, entry text, PRIMARY KEY (bucket, %2$s))"
                .formatted(name, key);
        this.insert = "INSERT INTO %s (bucket, %s, entry) VALUES (?, ?, ?) USING TIMESTAMP ?".formatted(name, key);
        this.select = "SELECT %2$s, entry FROM %1$s WHERE bucket = ? AND %2$s > ? LIMIT ?".formatted(name, key);
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
    public List<Cql> rows(List<Transition<S>> steps) {
        Transition<S> last = steps.getLast();
        StreamId stream = last.event().streamId();
        S entry = last.after();
        return List.of(Cql.of(insert, Buckets.of(stream), stream.rootId(), RowJson.write(entry), entry.version()));
    }

    /** The entries after the start, in order. */
    Uni<List<Found<S>>> beyond(Cursor start, int wanted) {
        return lists.merged(
                bucket -> Cql.of(select, bucket, start.id(), wanted), this::found, Comparator.naturalOrder(), wanted);
    }

    private Found<S> found(Row row) {
        return new Found<>(
                new Cursor(Cursor.TIMELESS, requireNonNull(row.getString(key))), RowJson.read(row, "entry", type));
    }
}
