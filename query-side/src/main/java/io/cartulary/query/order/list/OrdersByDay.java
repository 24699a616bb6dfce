package io.cartulary.query.order.list;

import static java.time.ZoneOffset.UTC;

import io.cartulary.query.list.Buckets;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.list.Lists;
import io.cartulary.query.order.OrderEntry;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.order.Orders;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The table {@code orders_by_day}: the orders placed on a day (UTC). */
@ApplicationScoped
class OrdersByDay implements SecondaryTable<OrderView> {

    private final Lists lists;
    private final String create;
    private final String insert;
    private final String select;

    OrdersByDay(Store store, Lists lists) {
        String table = store.table("orders_by_day", Orders.CATEGORY);
        this.lists = lists;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (day date, bucket int, placed_at timestamp, order_id text, \
                entry text, PRIMARY KEY ((day, bucket), placed_at, order_id)) \
                WITH CLUSTERING ORDER BY (placed_at DESC, order_id DESC)""".formatted(table);
        this.insert = """
                INSERT INTO %s (day, bucket, placed_at, order_id, entry) VALUES (?, ?, ?, ?, ?) \
                USING TIMESTAMP ?""".formatted(table);
        this.select = """
                SELECT placed_at, order_id, entry FROM %s WHERE day = ? AND bucket = ? \
                AND (placed_at, order_id) < (?, ?) LIMIT ?""".formatted(table);
    }

    @Override
    public String tables() {
        return "orders_by_day";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    @Override
    public List<Cql> rows(List<Transition<OrderView>> steps) {
        Transition<OrderView> last = steps.getLast();
        OrderView order = last.after();
        return List.of(Cql.of(
                insert,
                order.placedAt().atOffset(UTC).toLocalDate(),
                Buckets.of(last.event().streamId()),
                order.placedAt(),
                order.id().toString(),
                RowJson.write(OrderEntry.of(order)),
                order.version()));
    }

    /** The day's orders after the start, newest first. */
    Uni<List<Found<OrderEntry>>> beyond(Cursor start, LocalDate day, int wanted) {
        return lists.merged(
                bucket -> Cql.of(select, day, bucket, start.at(), start.id(), wanted),
                OrderRows::found,
                Comparator.reverseOrder(),
                wanted);
    }
}
