package io.cartulary.query.cart.list;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.Carts;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.projection.Listing;
import io.cartulary.query.projection.Step;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** The table {@code removals_by_sku}: a row for each line that was taken out of a cart. */
@ApplicationScoped
class RemovalsBySku implements Listing<CartView> {

    private final Store store;
    private final String create;
    private final String insert;
    private final String select;

    RemovalsBySku(Store store) {
        String table = store.table("removals_by_sku", Carts.CATEGORY);
        this.store = store;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (sku text, month text, at timestamp, cart_id text, line_id text, \
                quantity int, PRIMARY KEY ((sku, month), at, cart_id, line_id))""".formatted(table);
        this.insert = """
                INSERT INTO %s (sku, month, at, cart_id, line_id, quantity) VALUES (?, ?, ?, ?, ?, ?) \
                USING TIMESTAMP ?""".formatted(table);
        this.select = """
                SELECT at, cart_id, line_id, quantity FROM %s WHERE sku = ? AND month = ? \
                AND (at, cart_id, line_id) > (?, ?, ?) AND (at) < (?) LIMIT ?""".formatted(table);
    }

    @Override
    public String tables() {
        return "removals_by_sku";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    @Override
    public List<Cql> rows(List<Step<CartView>> steps) {
        return steps.stream()
                .flatMap(step -> Removal.of(step).stream()
                        .map(removal -> row(removal, step.event().version())))
                .toList();
    }

    private Cql row(Removal removal, long version) {
        return Cql.of(
                insert,
                removal.sku(),
                YearMonth.from(removal.at().atOffset(UTC)).toString(),
                removal.at(),
                removal.cartId().toString(),
                removal.lineId().toString(),
                removal.quantity(),
                version);
    }

    /** The day's rows beyond the start, oldest first. */
    Uni<List<Found<Removal>>> beyond(Cursor start, String sku, LocalDate day, int wanted) {
        // Behind an id of the cart alone comes everything of that cart, behind both ids what is behind the line.
        String[] ids = (start.id() + "/").split("/", -1);
        Instant end = day.plusDays(1).atStartOfDay().toInstant(UTC);
        return store.rows(Cql.of(select, sku, YearMonth.from(day).toString(), start.at(), ids[0], ids[1], end, wanted))
                .map(row -> found(sku, row))
                .collect()
                .asList();
    }

    private static Found<Removal> found(String sku, Row row) {
        Instant at = requireNonNull(row.getInstant("at"));
        String cart = requireNonNull(row.getString("cart_id"));
        String line = requireNonNull(row.getString("line_id"));
        return new Found<>(
                new Cursor(at, cart + "/" + line),
                new Removal(sku, UUID.fromString(cart), UUID.fromString(line), row.getInt("quantity"), at));
    }
}
