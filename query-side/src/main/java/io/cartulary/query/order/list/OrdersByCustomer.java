package io.cartulary.query.order.list;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import io.cartulary.contracts.Owner;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
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
import java.util.List;

/**
 * The table {@code orders_by_customer}, a partition per customer and month, and {@code order_months_by_customer}, which
 * lists the months, so that no empty partition is read. Guests have no list.
 */
@ApplicationScoped
class OrdersByCustomer implements SecondaryTable<OrderView> {

    private final Store store;
    private final String create;
    private final String createMonths;
    private final String insert;
    private final String insertMonth;
    private final String select;
    private final String selectMonths;

    OrdersByCustomer(Store store) {
        String table = store.table("orders_by_customer", Orders.CATEGORY);
        String months = store.table("order_months_by_customer", Orders.CATEGORY);
        this.store = store;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (customer text, month text, placed_at timestamp, order_id text, \
                entry text, PRIMARY KEY ((customer, month), placed_at, order_id)) \
                WITH CLUSTERING ORDER BY (placed_at DESC, order_id DESC)""".formatted(table);
        this.createMonths = """
                CREATE TABLE IF NOT EXISTS %s (customer text, month text, PRIMARY KEY (customer, month)) \
                WITH CLUSTERING ORDER BY (month DESC)""".formatted(months);
        this.insert = """
                INSERT INTO %s (customer, month, placed_at, order_id, entry) VALUES (?, ?, ?, ?, ?) \
                USING TIMESTAMP ?""".formatted(table);
        this.insertMonth = "INSERT INTO %s (customer, month) VALUES (?, ?) USING TIMESTAMP ?".formatted(months);
        this.select = """
                SELECT placed_at, order_id, entry FROM %s WHERE customer = ? AND month = ? \
                AND (placed_at, order_id) < (?, ?) LIMIT ?""".formatted(table);
        this.selectMonths = "SELECT month FROM %s WHERE customer = ? AND month <= ? LIMIT ?".formatted(months);
    }

    @Override
    public String tables() {
        return "orders_by_customer";
    }

    @Override
    public List<String> migrations() {
        return List.of(create, createMonths);
    }

    @Override
    public List<Cql> rows(List<Transition<OrderView>> steps) {
        OrderView order = steps.getLast().after();
        return switch (order.owner()) {
            case Owner.Guest _ -> List.of();
            case Owner.Customer(String customer) ->
                steps.stream().anyMatch(OrdersByCustomer::comesToItsOwner)
                        ? List.of(row(customer, order), month(customer, order))
                        : List.of(row(customer, order));
        };
    }

    /** The first event, or the event that takes a guest's order into an account. */
    private static boolean comesToItsOwner(Transition<OrderView> step) {
        OrderView before = step.before();
        return before == null || !before.owner().equals(step.after().owner());
    }

    private Cql row(String customer, OrderView order) {
        return Cql.of(
                insert,
                customer,
                month(order.placedAt()),
                order.placedAt(),
                order.id().toString(),
                RowJson.write(OrderEntry.of(order)),
                order.version());
    }

    private Cql month(String customer, OrderView order) {
        return Cql.of(insertMonth, customer, month(order.placedAt()), order.version());
    }

    /**
     * The customer's orders after the start, newest first. Every listed month has at least one, so no more months are
     * read.
     */
    Uni<List<Found<OrderEntry>>> beyond(Cursor start, String customer, int wanted) {
        return store.rows(Cql.of(selectMonths, customer, month(start.at()), wanted + 1))
                .map(row -> requireNonNull(row.getString("month")))
                .onItem()
                .transformToMultiAndConcatenate(month -> in(month, start, customer, wanted))
                .select()
                .first(wanted)
                .collect()
                .asList();
    }

    private Multi<Found<OrderEntry>> in(String month, Cursor start, String customer, int wanted) {
        return store.rows(Cql.of(select, customer, month, start.at(), start.id(), wanted))
                .map(OrderRows::found);
    }

    private static String month(Instant at) {
        return YearMonth.from(at.atOffset(UTC)).toString();
    }
}
