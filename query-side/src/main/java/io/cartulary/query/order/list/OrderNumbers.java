package io.cartulary.query.order.list;

import static java.util.Objects.requireNonNull;

import io.cartulary.query.order.OrderView;
import io.cartulary.query.order.Orders;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The table {@code order_by_number}. A number is 60 bits of an id, so two orders may have the same number. */
@ApplicationScoped
class OrderNumbers implements SecondaryTable<OrderView> {

    private final Store store;
    private final String create;
    private final String insert;
    private final String select;

    OrderNumbers(Store store) {
        String table = store.table("order_by_number", Orders.CATEGORY);
        this.store = store;
        this.create = "CREATE TABLE IF NOT EXISTS %s (number text, order_id uuid, PRIMARY KEY (number, order_id))"
                .formatted(table);
        this.insert = "INSERT INTO %s (number, order_id) VALUES (?, ?) USING TIMESTAMP ?".formatted(table);
        this.select = "SELECT order_id FROM %s WHERE number = ? LIMIT ?".formatted(table);
    }

    @Override
    public String tables() {
        return "order_by_number";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    /** A number never changes, so only the order's first event writes it. */
    @Override
    public List<Cql> rows(List<Transition<OrderView>> steps) {
        Transition<OrderView> first = steps.getFirst();
        OrderView order = first.after();
        return first.before() == null
                ? List.of(Cql.of(insert, order.number(), order.id(), order.version()))
                : List.of();
    }

    Multi<UUID> ordersOf(String number, int limit) {
        return store.rows(Cql.of(select, number, limit)).map(row -> requireNonNull(row.getUuid("order_id")));
    }
}
