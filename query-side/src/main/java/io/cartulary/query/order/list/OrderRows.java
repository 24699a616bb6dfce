package io.cartulary.query.order.list;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.order.OrderEntry;
import io.cartulary.query.store.RowJson;

/** Rows in the order of placement that hold an entry. */
final class OrderRows {

    private OrderRows() {}

    static Found<OrderEntry> found(Row row) {
        return new Found<>(
                new Cursor(requireNonNull(row.getInstant("placed_at")), requireNonNull(row.getString("order_id"))),
                RowJson.read(row, "entry", OrderEntry.class));
    }
}
