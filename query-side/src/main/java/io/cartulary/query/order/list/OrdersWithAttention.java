package io.cartulary.query.order.list;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

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
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table {@code orders_attention}: orders whose money does not add up or once did not, by the month they were placed
 * in; and {@code orders_attention_months}, which lists the months. A row remains when the amounts add up again, and
 * says so.
 */
@ApplicationScoped
class OrdersWithAttention implements SecondaryTable<OrderView> {

    private static final String ALL = "all";

    private final Store store;
    private final Lists lists;
    private final String create;
    private final String createMonths;
    private final String insert;
    private final String insertMonth;
    private final String select;
    private final String selectMonths;

    OrdersWithAttention(Store store, Lists lists) {
        String table = store.table("orders_attention", Orders.CATEGORY);
        String months = store.table("orders_attention_months", Orders.CATEGORY);
        this.store = store;
        this.lists = lists;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (month text, bucket int, placed_at timestamp, order_id text, \
                entry text, PRIMARY KEY ((month, bucket), placed_at, order_id)) \
                WITH CLUSTERING ORDER BY (placed_at DESC, order_id DESC)""".formatted(table);
        this.createMonths = """
                CREATE TABLE IF NOT EXISTS %s (list text, month text, PRIMARY KEY (list, month)) \
                WITH CLUSTERING ORDER BY (month DESC)""".formatted(months);
        this.insert = """
                INSERT INTO %s (month, bucket, placed_at, order_id, entry) VALUES (?, ?, ?, ?, ?) \
                USING TIMESTAMP ?""".formatted(table);
        this.insertMonth = "INSERT INTO %s (list, month) VALUES (?, ?) USING TIMESTAMP ?".formatted(months);
        this.select = """
                SELECT placed_at, order_id, entry FROM %s WHERE month = ? AND bucket = ? \
                AND (placed_at, order_id) < (?, ?) LIMIT ?""".formatted(table);
        this.selectMonths = "SELECT month FROM %s WHERE list = ? AND month <= ?".formatted(months);
    }

    @Override
    public String tables() {
        return "orders_attention";
    }

    @Override
    public List<String> migrations() {
        return List.of(create, createMonths);
    }

    /** One row for each transition that begins, changes or ends attention. */
    @Override
    public List<Cql> rows(List<Transition<OrderView>> steps) {
        return steps.stream()
                .filter(OrdersWithAttention::concerns)
                .flatMap(this::rows)
                .toList();
    }

    private static boolean concerns(Transition<OrderView> step) {
        OrderView before = step.before();
        return !step.after().attention().isEmpty()
                || (before != null && !before.attention().isEmpty());
    }

    private Stream<Cql> rows(Transition<OrderView> step) {
        OrderView order = step.after();
        String month = month(order.placedAt());
        return Stream.of(
                Cql.of(
                        insert,
                        month,
                        Buckets.of(step.event().streamId()),
                        order.placedAt(),
                        order.id().toString(),
                        RowJson.write(OrderEntry.of(order)),
                        order.version()),
                Cql.of(insertMonth, ALL, month, order.version()));
    }

    /** The orders after the start, newest first; also those whose money adds up again. */
    Uni<List<Found<OrderEntry>>> beyond(Cursor start, int wanted) {
        return store.rows(Cql.of(selectMonths, ALL, month(start.at())))
                .map(row -> requireNonNull(row.getString("month")))
                .onItem()
                .transformToMultiAndConcatenate(month -> in(month, start, wanted))
                .select()
                .first(wanted)
                .collect()
                .asList();
    }

    private Multi<Found<OrderEntry>> in(String month, Cursor start, int wanted) {
        return lists.merged(
                        bucket -> Cql.of(select, month, bucket, start.at(), start.id(), wanted),
                        OrderRows::found,
                        Comparator.reverseOrder(),
                        wanted)
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found));
    }

    private static String month(Instant at) {
        return YearMonth.from(at.atOffset(UTC)).toString();
    }
}
