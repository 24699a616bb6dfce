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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of all entries of a register, in the order of their ids; or in groups that have a list each.
 *
 * @param <S> the state of an entry
 */
public abstract class RegisterList<S extends Versioned> implements SecondaryTable<S> {

    private final Lists lists;
    private final String table;
    private final String key;
    private final Class<S> type;
    private final @Nullable Function<S, String> group;
    private final String create;
    private final String insert;
    private final String select;

    /**
     * One list of all entries.
     *
     * @param category the category of the entries' streams
     * @param table without the keyspace
     * @param key the column that has the root id of the stream
     */
    protected RegisterList(Store store, Lists lists, String category, String table, String key, Class<S> type) {
        this(store.table(table, category), lists, table, key, type, null, null);
    }

    /**
     * A list of each group.
     *
     * @param groupColumn the column that has the group
     * @param group an entry never changes it
     */
    protected RegisterList(
            Store store,
            Lists lists,
            String category,
            String table,
            String key,
            Class<S> type,
            String groupColumn,
            Function<S, String> group) {
        this(store.table(table, category), lists, table, key, type, groupColumn, group);
    }

    private RegisterList(
            String name,
            Lists lists,
            String table,
            String key,
            Class<S> type,
            @Nullable String groupColumn,
            @Nullable Function<S, String> group) {
        String partition = groupColumn == null ? "bucket" : groupColumn + ", bucket";
        this.lists = lists;
        this.table = table;
        this.key = key;
        this.type = type;
        this.group = group;
        this.create = "CREATE TABLE IF NOT EXISTS %s (%sbucket int, %s text, entry text, PRIMARY KEY ((%s), %3$s))"
                .formatted(name, groupColumn == null ? "" : groupColumn + " text, ", key, partition);
        this.insert = "INSERT INTO %s (%s, %s, entry) VALUES (?, ?, ?%s) USING TIMESTAMP ?"
                .formatted(name, partition, key, groupColumn == null ? "" : ", ?");
        this.select = "SELECT %2$s, entry FROM %1$s WHERE %3$s = ? AND %2$s > ? LIMIT ?"
                .formatted(name, key, partition.replace(", ", " = ? AND "));
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
        return List.of(statement(
                insert,
                group == null ? null : group.apply(entry),
                Buckets.of(stream),
                stream.rootId(),
                RowJson.write(entry),
                entry.version()));
    }

    /**
     * The entries after the start, in order.
     *
     * @param of the group, if there are groups
     */
    Uni<List<Found<S>>> beyond(Cursor start, int wanted, @Nullable String of) {
        return lists.merged(
                bucket -> statement(select, of, bucket, start.id(), wanted),
                this::found,
                Comparator.naturalOrder(),
                wanted);
    }

    private static Cql statement(String text, @Nullable String of, Object... values) {
        return Cql.of(
                text, Stream.concat(Stream.ofNullable(of), Stream.of(values)).toArray());
    }

    private Found<S> found(Row row) {
        return new Found<>(
                new Cursor(Cursor.TIMELESS, requireNonNull(row.getString(key))), RowJson.read(row, "entry", type));
    }
}
