package io.cartulary.query.product;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.query.list.Buckets;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.list.Lists;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The table {@code products}: all products in the order of their skus. */
@ApplicationScoped
class ProductList implements SecondaryTable<ProductView> {

    private final Lists lists;
    private final String create;
    private final String insert;
    private final String select;

    ProductList(Store store, Lists lists) {
        String table = store.table("products", Products.CATEGORY);
        this.lists = lists;
        this.create = "CREATE TABLE IF NOT EXISTS %s (bucket int, sku text, entry text, PRIMARY KEY (bucket, sku))"
                .formatted(table);
        this.insert = "INSERT INTO %s (bucket, sku, entry) VALUES (?, ?, ?) USING TIMESTAMP ?".formatted(table);
        this.select = "SELECT sku, entry FROM %s WHERE bucket = ? AND sku > ? LIMIT ?".formatted(table);
    }

    @Override
    public String tables() {
        return "products";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    @Override
    public List<Cql> rows(List<Transition<ProductView>> steps) {
        Transition<ProductView> last = steps.getLast();
        ProductView product = last.after();
        return List.of(Cql.of(
                insert, Buckets.of(last.event().streamId()), product.sku(), RowJson.write(product), product.version()));
    }

    /** The products after the start, in order. */
    Uni<List<Found<ProductView>>> beyond(Cursor start, int wanted) {
        return lists.merged(
                bucket -> Cql.of(select, bucket, start.id(), wanted),
                ProductList::found,
                Comparator.naturalOrder(),
                wanted);
    }

    private static Found<ProductView> found(Row row) {
        return new Found<>(
                new Cursor(Cursor.TIMELESS, requireNonNull(row.getString("sku"))),
                RowJson.read(row, "entry", ProductView.class));
    }
}
